package io.capstan.component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All routes of an application, as a tree of segments: finding one takes time in proportion to the path, not to the
 * number of routes. A lookup comes to each place of the tree at most once, whatever the path: where routes overlap in
 * many ways, its time is bounded by their number, and not by anything that a client says. Filled by one thread, then only
 * read.
 *
 * @param <T> what is mounted
 */
public final class RouteTable<T> {
    private final RouteNode<T> root = new RouteNode<>();
    private final List<Mount<T>> mounts = new ArrayList<>();
    private final Map<RouteVariables, RouteVariables> variables = new HashMap<>();
    private final Comparator<T> precedence;

    /** A table in which no target comes before another one at the same route. */
    public RouteTable() {
        this((one, other) -> 0);
    }

    /** A table in which targets at the same route are asked in this order. */
    public RouteTable(Comparator<T> precedence) {
        this.precedence = precedence;
    }

    /** A route and what is mounted there. */
    public static final class Mount<T> {
        private final RouteTemplate route;
        private final T target;
        private final RouteVariables variables;

        Mount(RouteTemplate route, T target, RouteVariables variables) {
            this.route = route;
            this.target = target;
            this.variables = variables;
        }

        /** The route. */
        public RouteTemplate route() {
            return route;
        }

        /** What is mounted there. */
        public T target() {
            return target;
        }

        /** This mount, for a path that fits. */
        public Match<T> at(List<String> path) {
            return new Match<>(route, target, variables.in(path));
        }
    }

    /** A mount that fits a path, with the variables. */
    public record Match<T>(RouteTemplate route, T target, Map<String, String> variables) {}

    /**
     * A mount that fits some paths of another one, while neither is the more precise.
     *
     * @param samePaths whether it fits the very same paths, so that another precedence of the target would help
     */
    public record Rival<T>(Mount<T> mount, boolean samePaths) {}

    /**
     * Mounts something.
     *
     * @return those beside which it cannot stand, unless something else tells them apart
     */
    public List<Rival<T>> add(RouteTemplate route, T target) {
        RouteVariables own = RouteVariables.of(route);
        Mount<T> mount = new Mount<>(route, target, variables.computeIfAbsent(own, any -> own));
        List<Rival<T>> rivals = new ArrayList<>();
        RouteNode<T> node = root;
        for (RouteTemplate.Segment segment : route.segments()) {
            if (segment instanceof RouteTemplate.Rest) {
                addTo(rivals, node.takeRest(mount, precedence), true);
                break;
            }
            if (segment instanceof RouteTemplate.Pattern pattern) {
                Stream<Mount<T>> behind = node.behindRivalsOf(pattern.glob());
                addTo(rivals, behind.filter(other -> other.route().meets(route)).toList(), false);
            } else if (segment instanceof RouteTemplate.Any any && any.absent().isPresent()) {
                addTo(rivals, node.end(mount, precedence), true);
            }
            node = node.below(segment);
        }
        if (!route.endsWithRest()) {
            addTo(rivals, node.end(mount, precedence), true);
        }
        mounts.add(mount);
        return rivals;
    }

    private static <T> void addTo(List<Rival<T>> rivals, List<Mount<T>> found, boolean samePaths) {
        found.stream()
                .filter(mount -> rivals.stream().noneMatch(rival -> rival.mount() == mount))
                .toList()
                .forEach(mount -> rivals.add(new Rival<>(mount, samePaths)));
    }

    /** All that is mounted, in the order in which it was. */
    public List<Mount<T>> mounts() {
        return List.copyOf(mounts);
    }

    /** The most precise mount that fits a path. */
    public Optional<Match<T>> find(List<String> path) {
        return find(path, mount -> true);
    }

    /**
     * The most precise mount that fits a path and holds.
     *
     * @param holds asked about those that fit, in their order, each at most once, until it says yes
     */
    public Optional<Match<T>> find(List<String> path, Predicate<Mount<T>> holds) {
        return Optional.ofNullable(root.find(path, 0, holds)).map(mount -> mount.at(path));
    }
}
