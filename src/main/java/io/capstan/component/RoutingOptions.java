package io.capstan.component;

import io.capstan.settings.Settings;
import java.util.Optional;

/**
 * What is configured about routes.
 *
 * @param prefix under which all components are mounted
 * @param component the full name of the only class that is mounted; empty: all are
 */
public record RoutingOptions(RouteTemplate prefix, Optional<String> component) {
    private static final String PREFIX = "capstan.route-prefix";

    /** No prefix, all components. */
    static final RoutingOptions NONE = new RoutingOptions(RouteTemplate.parse("/"), Optional.empty());

    /** The configured options. */
    public static RoutingOptions of(Settings settings) {
        return new RoutingOptions(
                settings.text(PREFIX).map(text -> prefix(text, settings)).orElse(NONE.prefix()),
                settings.text("capstan.component"));
    }

    private static RouteTemplate prefix(String text, Settings settings) {
        try {
            RouteTemplate prefix = RouteTemplate.parse(text);
            if (prefix.isPlain()) {
                return prefix;
            }
        } catch (IllegalArgumentException none) {
            // said below
        }
        settings.fault(PREFIX, "a path of plain texts with a slash in front and none at the end, as /api/v1");
        return NONE.prefix();
    }

    /** Whether a component is mounted. */
    boolean takes(Class<?> owner) {
        return component.isEmpty() || component.get().equals(owner.getName());
    }
}
