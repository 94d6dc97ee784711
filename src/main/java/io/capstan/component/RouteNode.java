package io.capstan.component;

import io.capstan.component.RouteTable.Mount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of a {@link RouteTable}: what follows there, and whose routes end there.
 *
 * @param <T> what is mounted
 */
final class RouteNode<T> {
    private final Map<String, RouteNode<T>> literals = new HashMap<>();
    private @Nullable PatternIndex<RouteNode<T>> patterns;
    private @Nullable RouteNode<T> any;

    /** Those whose route ends here, best first. */
    private List<End<T>> here = List.of();

    /** Those that take all that is below, best first. */
    private List<End<T>> rest = List.of();

    /** A mount whose route ends here when so many of its variables take their defaults. */
    private record End<T>(int defaults, Mount<T> mount) {}

    /** The place that this segment leads to. */
    RouteNode<T> below(RouteTemplate.Segment segment) {
        if (segment instanceof RouteTemplate.Literal literal) {
            return literals.computeIfAbsent(literal.text(), text -> new RouteNode<>());
        }
        if (segment instanceof RouteTemplate.Pattern pattern) {
            return patterns().computeIfAbsent(pattern.glob(), RouteNode::new);
        }
        RouteNode<T> node = any;
        if (node == null) {
            node = new RouteNode<>();
            any = node;
        }
        return node;
    }

    private PatternIndex<RouteNode<T>> patterns() {
        PatternIndex<RouteNode<T>> index = patterns;
        if (index == null) {
            index = new PatternIndex<>();
            patterns = index;
        }
        return index;
    }

    /** All that is mounted behind patterns as precise as this one which fit some of the same texts. */
    Stream<Mount<T>> behindRivalsOf(Glob glob) {
        return patterns().rivals(glob).stream().flatMap(RouteNode::all);
    }

    private Stream<Mount<T>> all() {
        Stream<RouteNode<T>> below = Stream.of(
                        literals.values().stream(),
                        patterns == null ? Stream.<RouteNode<T>>empty() : patterns.nodes(),
                        Stream.ofNullable(any))
                .flatMap(nodes -> nodes);
        return Stream.concat(
                Stream.of(here, rest).flatMap(List::stream).map(End::mount), below.flatMap(RouteNode::all));
    }

    /**
     * Ends a route here.
     *
     * @param defaults how many of its variables take their defaults then
     * @return others of the same rank
     */
    Stream<Mount<T>> end(int defaults, Mount<T> mount, Comparator<T> precedence) {
        List<End<T>> before = here;
        here = with(before, new End<>(defaults, mount), precedence);
        return alike(before, new End<>(defaults, mount), precedence);
    }

    /** Has a route take all that is below, and returns others of the same rank. */
    Stream<Mount<T>> takeRest(Mount<T> mount, Comparator<T> precedence) {
        List<End<T>> before = rest;
        rest = with(before, new End<>(0, mount), precedence);
        return alike(before, new End<>(0, mount), precedence);
    }

    private static <T> List<End<T>> with(List<End<T>> ends, End<T> added, Comparator<T> precedence) {
        List<End<T>> all = new ArrayList<>(ends);
        all.add(added);
        all.sort(order(precedence));
        return List.copyOf(all);
    }

    private static <T> Stream<Mount<T>> alike(List<End<T>> ends, End<T> one, Comparator<T> precedence) {
        return ends.stream()
                .filter(end -> order(precedence).compare(end, one) == 0)
                .map(End::mount);
    }

    private static <T> Comparator<End<T>> order(Comparator<T> precedence) {
        return Comparator.<End<T>>comparingInt(End::defaults)
                .thenComparing(end -> end.mount().target(), precedence);
    }

    /** The most precise mount for what is left of a path from this depth on. */
    @Nullable
    Mount<T> find(List<String> path, int depth, Predicate<Mount<T>> holds) {
        Mount<T> found = depth == path.size() ? first(here, holds) : further(path, depth, holds);
        return found != null ? found : first(rest, holds);
    }

    private @Nullable Mount<T> further(List<String> path, int depth, Predicate<Mount<T>> holds) {
        RouteNode<T> literal = literals.get(path.get(depth));
        Mount<T> found = literal == null ? null : literal.find(path, depth + 1, holds);
        if (found == null && patterns != null) {
            found = patterns.first(path.get(depth), below -> below.find(path, depth + 1, holds));
        }
        return found == null && any != null ? any.find(path, depth + 1, holds) : found;
    }

    private static <T> @Nullable Mount<T> first(List<End<T>> ends, Predicate<Mount<T>> holds) {
        for (End<T> end : ends) {
            if (holds.test(end.mount())) {
                return end.mount();
            }
        }
        return null;
    }
}
