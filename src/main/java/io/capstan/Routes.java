package io.capstan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of the application; inject it anywhere. They are the same from start to stop. Thread-safe. */
public interface Routes {

    /** All that is mounted, in the order of their text. Empty until the application has started. */
    List<Mounted> all();

    /**
     * A route and what holds there.
     *
     * @param route as it is asked for, below the context path and with the configured prefix: {@code /chat/{room}}
     * @param component the class that carries it, or the endpoint in the card style
     * @param subprotocols what is spoken, best first
     * @param hosts by which hosts it can be reached; none: by any
     * @param matcher the bean that decides whether it is there
     * @param origins the rules for pages, as {@link Origins} has them
     * @param limits what bounds a connection there, by the name of the setting without {@code capstan.}:
     *     {@code outbox.messages}
     */
    record Mounted(
            String route,
            Class<?> component,
            List<String> subprotocols,
            List<String> hosts,
            Optional<Class<? extends RequestMatcher>> matcher,
            List<String> origins,
            Map<String, String> limits) {}
}
