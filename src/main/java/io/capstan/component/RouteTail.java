package io.capstan.component;

import io.capstan.component.RouteTemplate.Any;
import io.capstan.component.RouteTemplate.Literal;
import io.capstan.component.RouteTemplate.Pattern;
import io.capstan.component.RouteTemplate.Rest;
import io.capstan.component.RouteTemplate.Segment;
import java.util.List;

/**
 * The end of a route, behind the place from which it has the tree for itself. Routes that end alike have the same one, which
 * is near in memory then.
 *
 * @param segments those of the route from there on
 */
record RouteTail(List<Segment> segments) {

    /** What follows so many segments of a route. */
    static RouteTail of(RouteTemplate route, int depth) {
        return new RouteTail(
                List.copyOf(route.segments().subList(depth, route.segments().size())));
    }

    /** Whether what is left of a path from this depth on fits. */
    boolean fits(List<String> path, int depth) {
        int at = depth;
        for (Segment segment : segments) {
            if (segment instanceof Rest) {
                return true;
            }
            if (at == path.size()) {
                return segment instanceof Any any && any.absent().isPresent();
            }
            if (!fits(segment, path.get(at++))) {
                return false;
            }
        }
        return at == path.size();
    }

    private static boolean fits(Segment segment, String text) {
        return segment instanceof Literal literal
                ? literal.text().equals(text)
                : !(segment instanceof Pattern pattern) || pattern.glob().fits(text);
    }
}
