/**
 * The WAMP router: sessions of clients in realms, each with a broker for publications and a dealer for calls.
 *
 * <p>What the parts know of each other stands here; messages and how they are written are in {@code message}, which patterns a URI
 * fits in {@code match}, the broker in {@code broker}, the dealer in {@code dealer}, how sessions come about and end in
 * {@code session}, who may in {@code auth}.
 */
@NullMarked
package io.capstan.wamp;

import org.jspecify.annotations.NullMarked;
