package io.capstan.gate;

import io.capstan.settings.Settings;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the gate insists on.
 *
 * @param plainRequests what becomes of a request on a route that asks for no WebSocket
 * @param general what holds on routes that are not named in {@code routes}
 * @param routes what holds on the routes that a class carries
 * @param door what holds before any route: proxies, addresses, limits
 * @param tickets whether tickets are given out
 * @param roles which roles of a login of the container are asked for, beside those that classes name
 */
public record GateOptions(
        PlainRequests plainRequests,
        RouteOptions general,
        Map<Class<?>, RouteOptions> routes,
        DoorOptions door,
        TicketOptions tickets,
        Set<String> roles) {

    /** What becomes of a request on a route that asks for no WebSocket: {@code capstan.plain-requests}. */
    public enum PlainRequests {
        /** It is answered with 426 or 405. */
        REFUSE,
        /** It goes on to whatever servlet or page is there. */
        PASS
    }

    /** The configured options, for routes that these classes carry. */
    public static GateOptions of(Settings settings, Collection<Class<?>> owners) {
        Map<Class<?>, RouteOptions> routes = new HashMap<>();
        owners.forEach(owner -> routes.put(owner, RouteOptions.of(settings.forRoute(owner), owner)));
        return new GateOptions(
                settings.choice("capstan.plain-requests", PlainRequests.REFUSE),
                RouteOptions.of(settings, Object.class),
                routes,
                DoorOptions.of(settings),
                TicketOptions.of(settings),
                Set.copyOf(settings.list("capstan.roles", List.of())));
    }

    /** The same with more roles. */
    public GateOptions withRoles(Set<String> more) {
        Set<String> all = new HashSet<>(roles);
        all.addAll(more);
        return new GateOptions(plainRequests, general, routes, door, tickets, Set.copyOf(all));
    }

    /** Whether any of the routes wants its callers checked again. */
    public boolean rechecks() {
        return Stream.concat(Stream.of(general), routes.values().stream())
                .anyMatch(route -> route.authentication().recheck());
    }

    /** The rules for pages on the routes that this class carries. */
    public List<String> origins(Class<?> owner) {
        return route(owner).origins().stream().map(AllowedOrigin::text).toList();
    }

    /** What is asked of callers after the handshake on the routes that this class carries. */
    public AuthenticationOptions authentication(Class<?> owner) {
        return route(owner).authentication();
    }

    /** By which hosts the routes that this class carries can be reached; none: by any. */
    public List<String> hosts(Class<?> owner) {
        return route(owner).hosts();
    }

    /** What holds on the routes that this class carries. */
    RouteOptions route(Class<?> owner) {
        return routes.getOrDefault(owner, general);
    }
}
