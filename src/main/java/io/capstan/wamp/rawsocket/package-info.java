/**
 * The framing of the RawSocket transport of WAMP, which is for TCP and Unix sockets: the handshake and the frames, as bytes.
 * What listens on sockets is not here.
 */
@NullMarked
package io.capstan.wamp.rawsocket;

import org.jspecify.annotations.NullMarked;
