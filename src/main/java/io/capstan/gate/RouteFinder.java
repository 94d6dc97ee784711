package io.capstan.gate;

import io.capstan.RequestMatcher;
import io.capstan.component.Conditions;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTable.Match;
import io.capstan.component.RouteTable.Mount;
import io.capstan.component.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a request: the most precise one whose conditions it fulfils. Thread-safe. */
final class RouteFinder {
    private final RouteTable<Target> routes;
    private final GateOptions options;
    private final Map<Class<?>, RequestMatcher> matchers;

    /** @param matchers the bean of each class that a route names */
    RouteFinder(RouteTable<Target> routes, GateOptions options, Map<Class<?>, RequestMatcher> matchers) {
        this.routes = routes;
        this.options = options;
        this.matchers = matchers;
    }

    /**
     * The route of a request.
     *
     * @param path that is looked up, not always the request's own
     * @throws MatcherFailedException if a matcher throws
     */
    Optional<Match<Target>> find(GateRequest request, String context, List<String> path) {
        return routes.find(path, mount -> holds(mount, request, context, path));
    }

    private boolean holds(Mount<Target> mount, GateRequest request, String context, List<String> path) {
        Conditions conditions = mount.target().conditions();
        if (!conditions.hosts().isEmpty()
                && HostName.of(request).filter(conditions.hosts()::contains).isEmpty()) {
            return false;
        }
        return conditions.matcher().isEmpty() || matches(conditions.matcher().get(), mount.at(path), request, context);
    }

    private boolean matches(
            Class<? extends RequestMatcher> type, Match<Target> match, GateRequest request, String context) {
        TokenOptions tokens = options.route(match.target().owner()).tokens();
        try {
            RequestMatcher matcher = matchers.get(type);
            return matcher != null && matcher.matches(HandshakeReader.read(request, context, match, tokens));
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new MatcherFailedException(type.getName(), e);
        }
    }
}
