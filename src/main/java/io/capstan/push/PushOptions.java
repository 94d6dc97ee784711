package io.capstan.push;

import io.capstan.settings.Settings;
import java.util.Optional;

/**
 * All that is configured about pushing.
 *
 * @param route where devices connect; empty: nowhere
 * @param devices what holds for them
 * @param keys who may push by HTTP
 * @param role callers with which role may do so too; empty: none
 * @param largest the most bytes of a request, or of a message by the socket
 * @param idempotency how long it is known what was done
 * @param socket the Unix domain socket; empty: there is none
 */
public record PushOptions(
        Optional<String> route,
        DeviceOptions devices,
        ApiKeys keys,
        Optional<String> role,
        int largest,
        IdempotencyOptions idempotency,
        SocketOptions socket) {

    /** The configured options. */
    public static PushOptions of(Settings settings) {
        return new PushOptions(
                settings.text("capstan.push.route"),
                DeviceOptions.of(settings),
                ApiKeys.of(settings),
                settings.text("capstan.push.role"),
                settings.number("capstan.push.largest", 1 << 20, 1024, 1 << 28),
                IdempotencyOptions.of(settings),
                SocketOptions.of(settings));
    }

    /** Whether there is anybody who may push by HTTP. */
    boolean takesHttp() {
        return !keys.isEmpty() || role.isPresent();
    }
}
