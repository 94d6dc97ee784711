package io.capstan.endpoint;

import io.capstan.component.AccessAnnotations;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import io.capstan.component.Wiring;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Mounts the endpoints of the card style, and learns where the application's other Jakarta endpoints are. */
final class CardEndpoints {
    private final Wiring wiring;

    CardEndpoints(Wiring wiring) {
        this.wiring = wiring;
    }

    /**
     * Mounts.
     *
     * @return the paths of endpoints that are not of the card style, which the gate lets alone
     */
    RouteTable<Class<?>> mount(Set<Class<?>> endpoints) {
        RouteTable<Class<?>> others = new RouteTable<>();
        endpoints.stream()
                .filter(type -> type.isAnnotationPresent(ServerEndpoint.class))
                .sorted(Comparator.comparing(Class::getName))
                .forEach(type -> mount(type, type.getAnnotation(ServerEndpoint.class), others));
        return others;
    }

    private void mount(Class<?> type, ServerEndpoint endpoint, RouteTable<Class<?>> others) {
        if (!ComponentEndpoint.class.isAssignableFrom(type)) {
            addOther(type, endpoint.value(), others);
            return;
        }
        if (!GateConfigurator.class.isAssignableFrom(endpoint.configurator())) {
            wiring.fault(type.getName() + ": @ServerEndpoint(\"" + endpoint.value() + "\") of a "
                    + ComponentEndpoint.class.getSimpleName() + " has the configurator "
                    + endpoint.configurator().getName() + "; add configurator = "
                    + GateConfigurator.class.getSimpleName()
                    + ".class, or one that extends it.");
        }
        if (!isJakarta(endpoint.value())) {
            wiring.fault(
                    type.getName() + ": @ServerEndpoint(\"" + endpoint.value() + "\") cannot be used: the path of an"
                            + " endpoint is plain text and '{name}'; patterns, defaults and '**' are for @Route.");
            return;
        }
        AccessAnnotations.check(type, wiring::fault);
        wiring.mount(endpoint.value(), new Target(type, List.of(endpoint.subprotocols()), true));
    }

    /** Whether a path means to the engine what it means to Capstan; what is no path at all is told when it is mounted. */
    private static boolean isJakarta(String path) {
        try {
            return RouteTemplate.parse(path).isJakarta();
        } catch (IllegalArgumentException none) {
            return true;
        }
    }

    private static void addOther(Class<?> type, String path, RouteTable<Class<?>> others) {
        try {
            others.add(RouteTemplate.parse(path), type);
        } catch (IllegalArgumentException odd) {
            // then the engine will say so
        }
    }
}
