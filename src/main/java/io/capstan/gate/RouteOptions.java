package io.capstan.gate;

import io.capstan.settings.Settings;

/**
 * What the gate insists on at one route: annotations of its class, and settings, of which those for the route come first.
 *
 * @param originRequired whether a handshake without {@code Origin} is refused
 * @param strictSubprotocols whether a handshake without a common subprotocol is refused
 * @param authentication what is asked of callers after the handshake
 */
public record RouteOptions(boolean originRequired, boolean strictSubprotocols, AuthenticationOptions authentication) {

    /**
     * The options of the routes that a class carries.
     *
     * @param settings those of the route
     */
    static RouteOptions of(Settings settings, Class<?> owner) {
        return new RouteOptions(
                settings.flag("capstan.origin.required", false),
                settings.flag("capstan.subprotocols.strict", true),
                AuthenticationOptions.of(settings));
    }
}
