package io.capstan.push;

import io.capstan.settings.Settings;
import java.time.Duration;

/**
 * How long it is known what was done.
 *
 * @param time for how long
 * @param most how many messages, and how many requests
 */
record IdempotencyOptions(Duration time, int most) {
    static IdempotencyOptions of(Settings settings) {
        return new IdempotencyOptions(
                settings.duration("capstan.push.idempotency.time", Duration.ofHours(24), Duration.ofSeconds(1)),
                settings.number("capstan.push.idempotency.most", 10_000, 1, 10_000_000));
    }
}
