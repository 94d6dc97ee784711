package io.capstan.gate;

import io.capstan.settings.Settings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What the gate insists on.
 *
 * @param plainRequests what becomes of a request on a route that asks for no WebSocket
 * @param general what holds on routes that are not named in {@code routes}
 * @param routes what holds on the routes that a class carries
 * @param door what holds before any route: proxies, addresses, limits
 */
public record GateOptions(
        PlainRequests plainRequests, RouteOptions general, Map<Class<?>, RouteOptions> routes, DoorOptions door) {

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
                DoorOptions.of(settings));
    }

    /** What holds on the routes that this class carries. */
    RouteOptions route(Class<?> owner) {
        return routes.getOrDefault(owner, general);
    }
}
