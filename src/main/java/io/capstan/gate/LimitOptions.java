package io.capstan.gate;

import io.capstan.settings.Settings;
import java.time.Duration;

/**
 * How many may come in. 0 is no limit.
 *
 * @param connections open connections of the application
 * @param perAddress open connections of one address, in IPv6 of one /64
 * @param perUser open connections of one caller with a name
 * @param ratePerAddress handshakes of one address in a second
 * @param strikes refusals within a minute, by the two limits for an address, after which it is blocked
 * @param blockTime for how long
 */
public record LimitOptions(
        int connections, int perAddress, int perUser, int ratePerAddress, int strikes, Duration blockTime) {
    /** No limits. */
    static final LimitOptions NONE = new LimitOptions(0, 0, 0, 0, 0, Duration.ofMinutes(10));

    static LimitOptions of(Settings settings) {
        return new LimitOptions(
                limit(settings, "capstan.limits.connections"),
                limit(settings, "capstan.limits.per-address"),
                limit(settings, "capstan.limits.per-user"),
                limit(settings, "capstan.limits.rate-per-address"),
                limit(settings, "capstan.limits.strikes"),
                settings.duration("capstan.limits.block-time", NONE.blockTime, Duration.ofSeconds(1)));
    }

    private static int limit(Settings settings, String key) {
        return settings.number(key, 0, 0, 100_000_000);
    }

    /** Whether anything has to be counted for each address. */
    boolean countsAddresses() {
        return perAddress > 0 || ratePerAddress > 0;
    }
}
