package io.capstan.gate;

import io.capstan.Origins;
import io.capstan.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the gate insists on at one route: annotations of its class, and settings, of which those for the route come first.
 *
 * @param originRequired whether a handshake without {@code Origin} is refused
 * @param strictSubprotocols whether a handshake without a common subprotocol is refused
 * @param origins which origins may connect
 * @param hosts by which hosts the route can be reached; none: by any
 * @param tokens where tokens are looked for
 * @param authentication what is asked of callers after the handshake
 * @param compression whether messages may be compressed where a client offers it
 */
public record RouteOptions(
        boolean originRequired,
        boolean strictSubprotocols,
        List<AllowedOrigin> origins,
        List<String> hosts,
        TokenOptions tokens,
        AuthenticationOptions authentication,
        Compression compression) {
    /** Whether messages may be compressed: {@code capstan.compression}. */
    enum Compression {
        /** Never by Capstan. */
        OFF,
        /** Where the client offers it. */
        ON
    }

    private static final List<String> SAME_HOST = List.of("same-host");

    /** Those of a route about which nothing is said. */
    static final RouteOptions DEFAULTS = of(new Settings(key -> Optional.empty()), Object.class);

    /**
     * The options of the routes that a class carries.
     *
     * @param settings those of the route
     */
    static RouteOptions of(Settings settings, Class<?> owner) {
        return new RouteOptions(
                settings.flag("capstan.origin.required", false),
                settings.flag("capstan.subprotocols.strict", true),
                origins(settings, owner),
                hosts(settings),
                TokenOptions.of(settings),
                AuthenticationOptions.of(settings),
                settings.choice("capstan.compression", Compression.OFF));
    }

    private static List<AllowedOrigin> origins(Settings settings, Class<?> owner) {
        Origins annotation = owner.getAnnotation(Origins.class);
        Settings naming = annotation == null ? settings : settings.onlyForRoute(owner);
        List<String> configured = naming.list("capstan.origins", List.of());
        if (!configured.isEmpty() || annotation == null) {
            configured.stream()
                    .filter(text -> AllowedOrigin.parse(text, settings).isEmpty())
                    .forEach(text -> naming.fault(
                            "capstan.origins", "a list, each " + AllowedOrigin.ALLOWED + "; '" + text + "' is not"));
            return AllowedOrigin.all((configured.isEmpty() ? SAME_HOST : configured).stream(), settings);
        }
        for (String text : annotation.value()) {
            if (AllowedOrigin.parse(text, settings).isEmpty()) {
                settings.fault(
                        owner.getName() + ": @Origins has '" + text + "'; allowed is " + AllowedOrigin.ALLOWED + ".");
            }
        }
        if (annotation.value().length == 0) {
            settings.fault(owner.getName() + ": @Origins names no origin; allowed is " + AllowedOrigin.ALLOWED + ".");
        }
        return AllowedOrigin.all(Stream.of(annotation.value()), settings);
    }

    private static List<String> hosts(Settings settings) {
        List<String> texts = settings.list("capstan.hosts", List.of());
        if (texts.stream().anyMatch(text -> HostName.canonical(text).isEmpty())) {
            settings.fault("capstan.hosts", "a list of hosts without ports, as a.example");
        }
        return texts.stream().flatMap(text -> HostName.canonical(text).stream()).toList();
    }
}
