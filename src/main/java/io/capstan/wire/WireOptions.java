package io.capstan.wire;

import io.capstan.settings.Settings;
import java.time.Duration;
import java.util.stream.Stream;

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

    /** The times after which something is to be noticed. */
    Stream<Duration> times() {
        return Stream.of(writeTimeout, closeTimeout, heartbeat, maxIdle, maxDuration);
    }

    /** Whether a connection may become too old or too idle. */
    boolean limitsLifetime() {
        return !maxIdle.isZero() || !maxDuration.isZero();
    }

    /** What holds where nothing is configured. */
    public static final WireOptions DEFAULTS = new WireOptions(
            Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(25), 2, Duration.ZERO, Duration.ZERO);

    /** The configured options; these where nothing is configured. */
    public static WireOptions of(Settings settings, WireOptions otherwise) {
        return new WireOptions(
                settings.duration("capstan.write.timeout", otherwise.writeTimeout, LEAST),
                settings.duration("capstan.close.timeout", otherwise.closeTimeout, LEAST),
                settings.duration("capstan.heartbeat.interval", otherwise.heartbeat, Duration.ZERO),
                settings.number("capstan.heartbeat.unanswered", otherwise.unanswered, 1, 1000),
                settings.duration("capstan.connection.max-idle", otherwise.maxIdle, Duration.ZERO),
                settings.duration("capstan.connection.max-duration", otherwise.maxDuration, Duration.ZERO));
    }

    /** The same, without pings. */
    public WireOptions silent() {
        return new WireOptions(writeTimeout, closeTimeout, Duration.ZERO, unanswered, maxIdle, maxDuration);
    }

    /** The same, with another lifetime. */
    public WireOptions with(Duration idle, Duration duration) {
        return new WireOptions(writeTimeout, closeTimeout, heartbeat, unanswered, idle, duration);
    }
}
