package io.capstan.wamp.match;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds all patterns of components that a URI fits, by its components: what begins otherwise is not looked at. Any thread may
 * look; those that change it take turns.
 */
public final class WildcardIndex<V> {
    private final Node<V> root = new Node<>();

    private static final class Node<V> {
        /** Those that go on with a component; {@code null}: none ever has. */
        private volatile @Nullable Map<String, Node<V>> literals;
        /** That one which goes on with an empty component. */
        private volatile @Nullable Node<V> any;

        private volatile @Nullable V value;

        @Nullable
        Node<V> literal(String component) {
            Map<String, Node<V>> known = literals;
            return known == null ? null : known.get(component);
        }

        @Nullable
        Node<V> child(String component) {
            return component.isEmpty() ? any : literal(component);
        }

        Node<V> makeChild(String component) {
            Node<V> child = child(component);
            if (child == null) {
                child = new Node<>();
                if (component.isEmpty()) {
                    any = child;
                } else {
                    makeLiterals().put(component, child);
                }
            }
            return child;
        }

        private Map<String, Node<V>> makeLiterals() {
            Map<String, Node<V>> known = literals;
            if (known == null) {
                known = new ConcurrentHashMap<>(2);
                literals = known;
            }
            return known;
        }

        void removeChild(String component) {
            Map<String, Node<V>> known = literals;
            if (component.isEmpty()) {
                any = null;
            } else if (known != null) {
                known.remove(component);
            }
        }

        boolean isEmpty() {
            Map<String, Node<V>> known = literals;
            return value == null && any == null && (known == null || known.isEmpty());
        }
    }

    /** Has a pattern stand for this value. */
    public synchronized void put(String pattern, V value) {
        Node<V> node = root;
        for (String component : components(pattern)) {
            node = node.makeChild(component);
        }
        node.value = value;
    }

    /** Forgets a pattern. */
    public synchronized void remove(String pattern) {
        remove(root, components(pattern), 0);
    }

    private static <V> void remove(Node<V> node, String[] components, int depth) {
        if (depth == components.length) {
            node.value = null;
            return;
        }
        Node<V> child = node.child(components[depth]);
        if (child != null) {
            remove(child, components, depth + 1);
            if (child.isEmpty()) {
                node.removeChild(components[depth]);
            }
        }
    }

    /** Hands out the values of all patterns that a URI fits, those first that begin with more components of it. */
    public void match(String uri, Consumer<? super V> found) {
        if (!root.isEmpty()) {
            match(root, components(uri), 0, found);
        }
    }

    private static <V> void match(Node<V> node, String[] components, int depth, Consumer<? super V> found) {
        if (depth == components.length) {
            V value = node.value;
            if (value != null) {
                found.accept(value);
            }
            return;
        }
        Node<V> literal = node.literal(components[depth]);
        if (literal != null) {
            match(literal, components, depth + 1, found);
        }
        Node<V> any = node.any;
        if (any != null) {
            match(any, components, depth + 1, found);
        }
    }

    /** The first of these: that of the pattern with a component where others have none, from the left. */
    public @Nullable V first(String uri) {
        return root.isEmpty() ? null : first(root, components(uri), 0);
    }

    private static <V> @Nullable V first(Node<V> node, String[] components, int depth) {
        if (depth == components.length) {
            return node.value;
        }
        Node<V> literal = node.literal(components[depth]);
        V found = literal == null ? null : first(literal, components, depth + 1);
        Node<V> any = node.any;
        return found != null || any == null ? found : first(any, components, depth + 1);
    }

    /** The value of this very pattern. */
    public @Nullable V get(String pattern) {
        Node<V> node = root;
        for (String component : components(pattern)) {
            Node<V> child = node.child(component);
            if (child == null) {
                return null;
            }
            node = child;
        }
        return node.value;
    }

    private static String[] components(String uri) {
        return uri.split("\\.", -1);
    }
}
