package io.capstan.component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All routes of an application, as a tree of segments that ends where a route is alone: finding one takes time in proportion to
 * the path, not to the number of routes. A lookup comes to each place of the tree at most once, whatever the path: where routes
 * overlap in many ways, its time is bounded by their number, and not by anything that a client says. Filled by one thread, then
 * only read.
 *
 * @param <T> what is mounted
 */
public final class RouteTable<T> {
    private final RouteNode<T> root = new RouteNode<>();
    private final List<Mount<T>> mounts = new ArrayList<>();
    /** What routes have in common, {@link RouteVariables} and {@link RouteTail}: once for all, so that it stays near in memory. */
    private final Map<Object, Object> common = new HashMap<>();

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
    public static final class Mount<T> implements RoutePlace<T> {
        private final RouteTemplate route;
        private final T target;
        private final RouteVariables variables;
        /** What follows the place of the tree from which on no other route passes. */
        private RouteTail tail;

        Mount(RouteTemplate route, T target, RouteVariables variables, RouteTail tail) {
            this.route = route;
            this.target = target;
            this.variables = variables;
            this.tail = tail;
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

        @Override
        public @Nullable Mount<T> find(List<String> path, int depth, Predicate<Mount<T>> holds) {
            return tail.fits(path, depth) && holds.test(this) ? this : null;
        }

        @Override
        public Stream<Mount<T>> all() {
            return Stream.of(this);
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
        Mount<T> mount = new Mount<>(route, target, common(RouteVariables.of(route)), common(RouteTail.of(route, 0)));
        List<Rival<T>> rivals = new ArrayList<>();
        add(mount, root, 0, rivals);
        mounts.add(mount);
        return rivals;
    }

    @SuppressWarnings("unchecked") // equal, and so of the same record
    private <P> P common(P part) {
        return (P) common.computeIfAbsent(part, first -> first);
    }

    /** Has a mount pass a node, and hangs it up behind the first one that no other mount passes. */
    private void add(Mount<T> mount, RouteNode<T> node, int depth, List<Rival<T>> rivals) {
        RouteTemplate route = mount.route();
        if (depth == route.segments().size()) {
            addTo(rivals, node.end(mount, precedence), true);
            return;
        }
        RouteTemplate.Segment segment = route.segments().get(depth);
        if (segment instanceof RouteTemplate.Rest) {
            addTo(rivals, node.takeRest(mount, precedence), true);
            return;
        }
        if (segment instanceof RouteTemplate.Pattern pattern) {
            Stream<Mount<T>> behind = node.behindRivalsOf(pattern.glob());
            addTo(rivals, behind.filter(other -> other.route().meets(route)).toList(), false);
        } else if (segment instanceof RouteTemplate.Any any && any.absent().isPresent()) {
            addTo(rivals, node.end(mount, precedence), true);
        }
        RoutePlace<T> there = node.below(segment);
        if (there == null) {
            mount.tail = common(RouteTail.of(route, depth + 1));
            node.lead(segment, mount);
        } else {
            add(mount, shared(there, node, segment, depth + 1), depth + 1, rivals);
        }
    }

    /** The node at a place; where one mount was alone, a node that it passes. */
    private RouteNode<T> shared(RoutePlace<T> place, RouteNode<T> above, RouteTemplate.Segment segment, int depth) {
        if (place instanceof RouteNode<T> node) {
            return node;
        }
        RouteNode<T> node = new RouteNode<>();
        add((Mount<T>) place, node, depth, new ArrayList<>());
        above.lead(segment, node);
        return node;
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
