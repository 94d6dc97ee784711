/**
 * WAMP messages and how they are written: as JSON, MessagePack and CBOR, one in a frame or several.
 *
 * <p>{@link io.capstan.wamp.message.Protocol} is the way in: a {@code Source} tells the elements of a frame to a {@code
 * MessageReader}, a {@code MessageWriter} tells those of a message to a {@code Sink}. Payload is checked and otherwise left
 * alone; where the other side has another serializer, the source of one tells its values to the sink of the other, without
 * objects in between. What one serializer knows and another does not:
 *
 * <ul>
 *   <li>Binary is a string of the character 0 and base64 in JSON (WAMP §2.3.4), in both directions.
 *   <li>Whole numbers have any size in JSON and CBOR (up to about a thousand digits); beyond 64 bits MessagePack has a string of
 *       the digits. Numbers with a fraction are those of 64 bits; NaN and infinity are {@code null} in JSON.
 *   <li>Keys in payload may be any scalar in MessagePack and CBOR, and stay so between these; for JSON they become strings, as
 *       in JavaScript. Lists and dicts are no keys. Keyword arguments and options have strings only.
 *   <li>An extension of MessagePack is binary elsewhere, its timestamps are text (RFC 3339). Tags of CBOR other than those of
 *       bignums are left out; {@code undefined} and unassigned simple values are {@code null}.
 *   <li>Half of a surrogate pair, which JSON can escape, is a question mark where strings are UTF-8.
 * </ul>
 */
@NullMarked
package io.capstan.wamp.message;

import org.jspecify.annotations.NullMarked;
