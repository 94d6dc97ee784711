package io.capstan.wire;

import io.capstan.settings.Settings;
import java.time.Duration;

/**
 * The times of a connection.
 *
 * @param writeTimeout how long a write may make no progress before the connection is dropped
 * @param closeTimeout how long the peer may take to answer a close frame before the connection is dropped
 * @param heartbeat after what time of silence a ping is sent; zero: never
 * @param unanswered how many pings may stay unanswered before the connection is closed with 1008
 * @param maxIdle after what time without a message in either direction it is closed with 1000; zero: never
 * @param maxDuration after what time it is closed with 1001, whatever happens on it; zero: never
 */
public record WireOptions(
        Duration writeTimeout,
        Duration closeTimeout,
        Duration heartbeat,
        int unanswered,
        Duration maxIdle,
        Duration maxDuration) {

    private static final Duration LEAST = Duration.ofMillis(100);

    /** Whether a connection may become too old or too idle. */
    boolean limitsLifetime() {
        return !maxIdle.isZero() || !maxDuration.isZero();
    }

    /** The configured options. */
    public static WireOptions of(Settings settings) {
        return new WireOptions(
                settings.duration("capstan.write.timeout", Duration.ofSeconds(10), LEAST),
                settings.duration("capstan.close.timeout", Duration.ofSeconds(3), LEAST),
                settings.duration("capstan.heartbeat.interval", Duration.ofSeconds(25), Duration.ZERO),
                settings.number("capstan.heartbeat.unanswered", 2, 1, 1000),
                settings.duration("capstan.connection.max-idle", Duration.ZERO, Duration.ZERO),
                settings.duration("capstan.connection.max-duration", Duration.ZERO, Duration.ZERO));
    }
}
