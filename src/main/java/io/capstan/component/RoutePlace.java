package io.capstan.component;

import io.capstan.component.RouteTable.Mount;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of a {@link RouteTable}: where several routes pass, a node; where one does, what is mounted there, so that
 * a lookup has no further to go.
 *
 * @param <T> what is mounted
 */
sealed interface RoutePlace<T> permits RouteNode, Mount {

    /** The most precise mount for what is left of a path from this depth on. */
    @Nullable
    Mount<T> find(List<String> path, int depth, Predicate<Mount<T>> holds);

    /** All that is mounted here and below. */
    Stream<Mount<T>> all();
}
