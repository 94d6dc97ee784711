/**
 * permessage-deflate (RFC 7692) below the engines: they are shown a connection without extensions, and know nothing of it.
 *
 * <p>Here are the answer to an offer, the bytes of a compressed message, and the way back. How bytes come from an engine
 * and get to it belongs to the package of that engine. Without context takeover in either direction, so that the bytes
 * of a message can be shared by all its receivers, and a connection on which nothing is happening keeps no window.
 */
@NullMarked
package io.capstan.wire.deflate;

import org.jspecify.annotations.NullMarked;
