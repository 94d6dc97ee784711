/**
 * Listens for clients of WAMP by RawSocket, on a TCP port and on a Unix domain socket, and makes connections of them that are
 * like all others. How frames look is known by {@link io.capstan.wamp.rawsocket}, and what messages mean by
 * {@link io.capstan.wamp.session}.
 */
@NullMarked
package io.capstan.rawsocket;

import org.jspecify.annotations.NullMarked;
