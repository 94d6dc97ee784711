package io.capstan.component;

import io.capstan.component.RouteTable.Mount;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of a {@link RouteTable} where several routes pass: what follows there, and whose routes end there.
 *
 * @param <T> what is mounted
 */
final class RouteNode<T> implements RoutePlace<T> {
    private final Texts<RoutePlace<T>> texts = new Texts<>();
    private @Nullable PatternIndex<RoutePlace<T>> patterns;
    private @Nullable RoutePlace<T> any;

    /** Those whose route ends here, or can, since all that follows has a default; best first. */
    private List<Mount<T>> here = List.of();

    /** Those that take all that is below, best first. */
    private List<Mount<T>> rest = List.of();

    /** The place that this segment leads to. */
    @Nullable
    RoutePlace<T> below(RouteTemplate.Segment segment) {
        if (segment instanceof RouteTemplate.Literal literal) {
            return texts.get(literal.text());
        }
        return segment instanceof RouteTemplate.Pattern pattern ? patterns().get(pattern.glob()) : any;
    }

    /** Has this segment lead there from now on. */
    void lead(RouteTemplate.Segment segment, RoutePlace<T> place) {
        if (segment instanceof RouteTemplate.Literal literal) {
            texts.put(literal.text(), place);
        } else if (segment instanceof RouteTemplate.Pattern pattern) {
            patterns().put(pattern.glob(), place);
        } else {
            any = place;
        }
    }

    private PatternIndex<RoutePlace<T>> patterns() {
        PatternIndex<RoutePlace<T>> index = patterns;
        if (index == null) {
            index = new PatternIndex<>();
            patterns = index;
        }
        return index;
    }

    /** All that is mounted behind patterns as precise as this one which fit some of the same texts. */
    Stream<Mount<T>> behindRivalsOf(Glob glob) {
        return patterns().rivals(glob).stream().flatMap(RoutePlace::all);
    }

    @Override
    public Stream<Mount<T>> all() {
        Stream<RoutePlace<T>> below = Stream.of(
                        texts.all(),
                        patterns == null ? Stream.<RoutePlace<T>>empty() : patterns.nodes(),
                        Stream.ofNullable(any))
                .flatMap(nodes -> nodes);
        return Stream.concat(Stream.of(here, rest).flatMap(List::stream), below.flatMap(RoutePlace::all));
    }

    /** Ends a route here, and returns others of the same rank. */
    List<Mount<T>> end(Mount<T> mount, Comparator<T> precedence) {
        List<Mount<T>> equal = alike(here, mount, precedence);
        here = with(here, mount, precedence);
        return equal;
    }

    /** Has a route take all that is below, and returns others of the same rank. */
    List<Mount<T>> takeRest(Mount<T> mount, Comparator<T> precedence) {
        List<Mount<T>> equal = alike(rest, mount, precedence);
        rest = with(rest, mount, precedence);
        return equal;
    }

    private static <T> List<Mount<T>> with(List<Mount<T>> mounts, Mount<T> added, Comparator<T> precedence) {
        return Stream.concat(mounts.stream(), Stream.of(added))
                .sorted(order(precedence))
                .toList();
    }

    private static <T> List<Mount<T>> alike(List<Mount<T>> mounts, Mount<T> one, Comparator<T> precedence) {
        return mounts.stream()
                .filter(other -> order(precedence).compare(other, one) == 0)
                .toList();
    }

    /** The fewer segments a route has beyond this place, the fewer defaults it fills in. */
    private static <T> Comparator<Mount<T>> order(Comparator<T> precedence) {
        return Comparator.<Mount<T>>comparingInt(
                        mount -> mount.route().segments().size())
                .thenComparing(Mount::target, precedence);
    }

    @Override
    public @Nullable Mount<T> find(List<String> path, int depth, Predicate<Mount<T>> holds) {
        Mount<T> found = depth == path.size() ? first(here, holds) : further(path, depth, holds);
        return found != null ? found : first(rest, holds);
    }

    private @Nullable Mount<T> further(List<String> path, int depth, Predicate<Mount<T>> holds) {
        RoutePlace<T> literal = texts.get(path.get(depth));
        Mount<T> found = literal == null ? null : literal.find(path, depth + 1, holds);
        if (found == null && patterns != null) {
            found = patterns.first(path.get(depth), below -> below.find(path, depth + 1, holds));
        }
        return found == null && any != null ? any.find(path, depth + 1, holds) : found;
    }

    private static <T> @Nullable Mount<T> first(List<Mount<T>> mounts, Predicate<Mount<T>> holds) {
        for (Mount<T> mount : mounts) {
            if (holds.test(mount)) {
                return mount;
            }
        }
        return null;
    }
}
