package io.capstan.wamp.match;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds all prefixes that a text begins with, by its characters: what it does not begin with is not looked at. Any thread may
 * look, at what does not change while it looks; those that change it take turns.
 */
public final class PrefixIndex<V> {
    private static final Node<?>[] NO_NODES = {};

    /** Replaced as a whole. */
    private volatile Node<V> root = new Node<>("", null);

    /**
     * A part of the prefixes that begin alike.
     *
     * @param label what they go on with here; empty at the root only
     * @param value of the prefix that ends here
     * @param firsts the first characters of the labels of the children, in order: so that looking for one touches no other
     * @param children those that go on
     */
    private record Node<V>(String label, @Nullable V value, char[] firsts, Node<V>[] children) {

        /** One without children. */
        Node(String label, @Nullable V value) {
            this(label, value, new char[0], none());
        }

        /** Where the child is that begins so, or, as {@link Arrays#binarySearch} says it, where it belongs. */
        int find(char first) {
            return Arrays.binarySearch(firsts, first);
        }

        Node<V> with(@Nullable V changed) {
            return new Node<>(label, changed, firsts, children);
        }

        Node<V> labelled(String changed) {
            return new Node<>(changed, value, firsts, children);
        }

        Node<V> with(int at, Node<V> child) {
            Node<V>[] changed = children.clone();
            changed[at] = child;
            return new Node<>(label, value, firsts, changed);
        }

        Node<V> inserting(int at, Node<V> child) {
            char[] moreFirsts = Arrays.copyOf(firsts, firsts.length + 1);
            System.arraycopy(firsts, at, moreFirsts, at + 1, firsts.length - at);
            moreFirsts[at] = child.label.charAt(0);
            Node<V>[] more = Arrays.copyOf(children, children.length + 1);
            System.arraycopy(children, at, more, at + 1, children.length - at);
            more[at] = child;
            return new Node<>(label, value, moreFirsts, more);
        }

        Node<V> without(int at) {
            char[] fewerFirsts = Arrays.copyOf(firsts, firsts.length - 1);
            System.arraycopy(firsts, at + 1, fewerFirsts, at, fewerFirsts.length - at);
            Node<V>[] fewer = Arrays.copyOf(children, children.length - 1);
            System.arraycopy(children, at + 1, fewer, at, fewer.length - at);
            return new Node<>(label, value, fewerFirsts, fewer);
        }
    }

    @SuppressWarnings("unchecked") // there is nothing in it
    private static <V> Node<V>[] none() {
        return (Node<V>[]) NO_NODES;
    }

    /** Has a prefix stand for this value. */
    public synchronized void put(String prefix, V value) {
        root = put(root, prefix, value);
    }

    private static <V> Node<V> put(Node<V> node, String rest, V value) {
        if (rest.isEmpty()) {
            return node.with(value);
        }
        int at = node.find(rest.charAt(0));
        if (at < 0) {
            return node.inserting(-at - 1, new Node<>(rest, value));
        }
        Node<V> child = node.children()[at];
        int common = common(child.label(), rest);
        if (common < child.label().length()) {
            Node<V> fork = new Node<>(child.label().substring(0, common), null);
            child = fork.inserting(0, child.labelled(child.label().substring(common)));
        }
        return node.with(at, put(child, rest.substring(common), value));
    }

    private static int common(String one, String other) {
        int length = 0;
        while (length < one.length() && length < other.length() && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    /** Forgets a prefix. */
    public synchronized void remove(String prefix) {
        root = remove(root, prefix);
    }

    private static <V> Node<V> remove(Node<V> node, String rest) {
        if (rest.isEmpty()) {
            return node.with(null);
        }
        int at = node.find(rest.charAt(0));
        if (at < 0 || !rest.startsWith(node.children()[at].label())) {
            return node;
        }
        Node<V> child = node.children()[at];
        Node<V> left = remove(child, rest.substring(child.label().length()));
        if (left.value() != null || left.children().length > 1) {
            return node.with(at, left);
        }
        if (left.children().length == 0) {
            return node.without(at);
        }
        Node<V> only = left.children()[0];
        return node.with(at, only.labelled(left.label() + only.label()));
    }

    /** Hands out the values of all prefixes of a text, the shortest first. */
    public void match(String text, Consumer<? super V> found) {
        Node<V> node = root;
        int at = 0;
        while (true) {
            V value = node.value();
            if (value != null) {
                found.accept(value);
            }
            int next = at < text.length() ? node.find(text.charAt(at)) : -1;
            if (next < 0 || !text.startsWith(node.children()[next].label(), at)) {
                return;
            }
            node = node.children()[next];
            at += node.label().length();
        }
    }

    /** The value of this very prefix. */
    public @Nullable V get(String prefix) {
        Node<V> node = root;
        int at = 0;
        while (at < prefix.length()) {
            int next = node.find(prefix.charAt(at));
            if (next < 0 || !prefix.startsWith(node.children()[next].label(), at)) {
                return null;
            }
            node = node.children()[next];
            at += node.label().length();
        }
        return node.value();
    }
}
