package io.capstan.component;

import io.capstan.Route;
import io.capstan.WiringException;
import java.util.List;
import java.util.Optional;

/**
 * A component outside of a container: checked as at a deployment, and found by its routes.
 *
 * @param component what is called
 * @param routes where it is mounted
 */
public record StandAlone(Component component, RouteTable<Target> routes) {
    /** Where a component is mounted that stands behind an endpoint of its own: everywhere. */
    private static final String EVERYWHERE = "/**";

    /**
     * Checks a component and mounts it.
     *
     * @param catalog makes it
     * @param route where it is mounted; empty: where its class says, or, if it does not, everywhere
     * @throws WiringException with all that is wrong
     */
    public static StandAlone of(Components catalog, Object bean, Optional<String> route) {
        Class<?> type = bean.getClass();
        Wiring wiring = new Wiring();
        List<String> paths = route.map(List::of).orElseGet(() -> written(type));
        Route annotation = type.getAnnotation(Route.class);
        Target target = annotation == null ? new Target(type, List.of(), false) : catalog.target(type, annotation);
        paths.forEach(path -> wiring.mount(path, target));
        List<RouteTemplate> templates =
                wiring.mounted().stream().map(Wiring.Mounted::route).toList();
        if (catalog.check(type, templates, wiring::fault) == 0) {
            wiring.fault(type.getName() + ": handles nothing; " + Component.HOW_TO_HANDLE + ".");
        }
        AccessAnnotations.check(type, wiring::fault);
        catalog.styles().forEach(style -> style.check(type, wiring::fault));
        if (!wiring.faults().isEmpty()) {
            throw new WiringException(
                    "Capstan cannot mount the component:\n - " + String.join("\n - ", wiring.faults()));
        }
        return new StandAlone(catalog.of(type, bean), wiring.table());
    }

    private static List<String> written(Class<?> type) {
        Route route = type.getAnnotation(Route.class);
        if (route == null) {
            return List.of(EVERYWHERE);
        }
        return route.value().length == 0 ? List.of(DefaultRoute.of(type)) : List.of(route.value());
    }
}
