package io.capstan.component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All routes of an application, as a tree of segments: finding one takes time in proportion to the path, not to the
 * number of routes. Filled by one thread, then only read.
 *
 * @param <T> what is mounted
 */
public final class RouteTable<T> {
    private final Node<T> root = new Node<>();

    /** A route and what is mounted there. */
    public record Mount<T>(RouteTemplate route, T target) {}

    /** A mount that fits a path, with the variables. */
    public record Match<T>(RouteTemplate route, T target, Map<String, String> variables) {}

    private static final class Node<T> {
        final Map<String, Node<T>> literals = new HashMap<>();

        @Nullable
        Node<T> any;

        @Nullable
        Mount<T> here;

        @Nullable
        Mount<T> rest;
    }

    /**
     * Mounts something, unless a route that fits exactly the same paths is there already.
     *
     * @return what stands in the way
     */
    public Optional<Mount<T>> add(RouteTemplate route, T target) {
        Node<T> node = root;
        for (RouteTemplate.Segment segment : route.segments()) {
            if (segment instanceof RouteTemplate.Literal literal) {
                node = node.literals.computeIfAbsent(literal.text(), text -> new Node<>());
            } else if (segment instanceof RouteTemplate.Any) {
                if (node.any == null) {
                    node.any = new Node<>();
                }
                node = node.any;
            } else {
                Optional<Mount<T>> other = Optional.ofNullable(node.rest);
                if (other.isEmpty()) {
                    node.rest = new Mount<>(route, target);
                }
                return other;
            }
        }
        Optional<Mount<T>> other = Optional.ofNullable(node.here);
        if (other.isEmpty()) {
            node.here = new Mount<>(route, target);
        }
        return other;
    }

    /** The most precise mount that fits a path. */
    public Optional<Match<T>> find(List<String> path) {
        Mount<T> mount = find(root, path, 0);
        return Optional.ofNullable(mount)
                .map(found ->
                        new Match<>(found.route(), found.target(), found.route().variables(path)));
    }

    private static <T> @Nullable Mount<T> find(Node<T> node, List<String> path, int depth) {
        if (depth == path.size()) {
            return node.here != null ? node.here : node.rest;
        }
        Node<T> literal = node.literals.get(path.get(depth));
        Mount<T> found = literal == null ? null : find(literal, path, depth + 1);
        if (found == null && node.any != null) {
            found = find(node.any, path, depth + 1);
        }
        return found != null ? found : node.rest;
    }
}
