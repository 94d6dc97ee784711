package io.capstan;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
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
        Instant time) {

    /**
     * Qualifies the event: {@code void refused(@Observes @Refused RefusedHandshake handshake)}. It is fired on the thread of
     * the request, before the answer.
     */
    @Qualifier
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
    public @interface Refused {}
}
