package io.capstan.wire;

import io.capstan.Caller;
import io.capstan.CloseCode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Until when a connection may go on as it is.
 *
 * @param over whether that time has come
 * @param code what it is closed with then
 * @param reason why
 */
public record Deadline(BooleanSupplier over, CloseCode code, String reason) {

    /** The end of what a caller's token says, by the clock on the wall; {@code null} if it has none. */
    static @Nullable Deadline of(Caller caller) {
        return caller.expiry().map(Deadline::expiry).orElse(null);
    }

    private static Deadline expiry(Instant expiry) {
        long end = milliseconds(expiry);
        return new Deadline(() -> System.currentTimeMillis() >= end, CloseCode.UNAUTHENTICATED, "Token expired");
    }

    private static long milliseconds(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException farAway) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Whether it is one for somebody who has to authenticate. */
    boolean isToAuthenticate() {
        return code == CloseCode.AUTHENTICATION_TIMEOUT;
    }

    /** The end of the time in which a client has to authenticate, by a clock that nobody sets. */
    static Deadline toAuthenticate(Duration time, LongSupplier clock) {
        long since = clock.getAsLong();
        return new Deadline(
                () -> clock.getAsLong() - since >= time.toNanos(),
                CloseCode.AUTHENTICATION_TIMEOUT,
                "Not authenticated within " + time);
    }
}
