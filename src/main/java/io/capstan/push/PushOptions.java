package io.capstan.push;

import io.capstan.gate.ServiceAccess;
import io.capstan.settings.Settings;
import java.util.Optional;

/**
 * All that is configured about pushing.
 *
 * @param route where devices connect; empty: nowhere
 * @param devices what holds for them
 * @param http who may push by HTTP
 * @param largest the most bytes of a request, or of a message by the socket
 * @param idempotency how long it is known what was done
 * @param socket the Unix domain socket; empty: there is none
 */
public record PushOptions(
        Optional<String> route,
        DeviceOptions devices,
        ServiceAccess http,
        int largest,
        IdempotencyOptions idempotency,
        SocketOptions socket) {

    /** The configured options. */
    public static PushOptions of(Settings settings) {
        return new PushOptions(
                settings.text("capstan.push.route"),
                DeviceOptions.of(settings),
                ServiceAccess.of(settings, "capstan.push"),
                settings.number("capstan.push.largest", 1 << 20, 1024, 1 << 28),
                IdempotencyOptions.of(settings),
                SocketOptions.of(settings));
    }
}
