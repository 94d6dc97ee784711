package io.capstan.http;

import io.capstan.settings.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * The HTTP bridge.
 *
 * @param path where it is; empty: there is none
 * @param largest the most bytes of a request
 * @param time how long a call may take
 * @param requests how many may be under way
 * @param perCaller how many of them of one caller, or of one address
 */
public record BridgeOptions(Optional<BasePath> path, int largest, Duration time, int requests, int perCaller) {
    private static final String KEY = "capstan.wamp.bridge.";

    /** The configured options. */
    static BridgeOptions of(Settings settings) {
        return new BridgeOptions(
                BasePath.of(settings, KEY + "path"),
                settings.number(KEY + "largest", 1 << 20, 1024, 1 << 28),
                settings.duration(KEY + "time", Duration.ofSeconds(30), Duration.ofMillis(100)),
                settings.number(KEY + "requests", 1000, 1, 1_000_000),
                settings.number(KEY + "per-caller", 100, 1, 1_000_000));
    }
}
