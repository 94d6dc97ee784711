package io.capstan;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A handshake that was refused.
 *
 * @param route the route that fits, as it was written; empty if there is none
 * @param status the HTTP status of the answer
 * @param detail why, as the client was told
 * @param remoteAddress who asked
 * @param origin the header {@code Origin}, as it was sent
 * @param caller who asked, as far as that was known
 * @param time when
 */
public record RefusedHandshake(
        Optional<String> route,
        int status,
        String detail,
        InetSocketAddress remoteAddress,
        Optional<String> origin,
        Caller caller,
        Instant time) {}
