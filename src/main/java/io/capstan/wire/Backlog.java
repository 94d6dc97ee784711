package io.capstan.wire;

import io.capstan.wire.Outbox.Entry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The waiting messages of an outbox: a linked list that takes no memory while it is empty. Guarded by the lock of its
 * outbox.
 */
final class Backlog {
    private @Nullable Node head;
    private @Nullable Node tail;
    private @Nullable Map<String, Node> byKey;
    private int size;
    private int bytes;

    private static final class Node {
        Entry entry;

        @Nullable
        Node next;

        Node(Entry entry) {
            this.entry = entry;
        }
    }

    boolean isEmpty() {
        return head == null;
    }

    int size() {
        return size;
    }

    int bytes() {
        return bytes;
    }

    /** Puts an entry at the end; {@code indexed} ones are found by their key. */
    void add(Entry entry, boolean indexed) {
        Node node = new Node(entry);
        if (tail == null) {
            head = node;
        } else {
            tail.next = node;
        }
        tail = node;
        size++;
        bytes += entry.message().bytes();
        String key = entry.message().key();
        if (indexed && key != null) {
            if (byKey == null) {
                byKey = new HashMap<>();
            }
            byKey.put(key, node);
        }
    }

    /** The first entry, which must be there. */
    Entry peek() {
        return first().entry;
    }

    /** Takes the first entry, which must be there. */
    Entry poll() {
        Node node = first();
        head = node.next;
        if (head == null) {
            tail = null;
        }
        size--;
        bytes -= node.entry.message().bytes();
        String key = node.entry.message().key();
        if (byKey != null && key != null) {
            byKey.remove(key, node);
            if (byKey.isEmpty()) {
                byKey = null;
            }
        }
        return node.entry;
    }

    /** The waiting entry with this key. */
    @Nullable
    Entry withKey(@Nullable String key) {
        Node node = key == null || byKey == null ? null : byKey.get(key);
        return node == null ? null : node.entry;
    }

    /** Puts an entry in the place of one with the same key. */
    void replace(Entry older, Entry newer) {
        Node node = byKey == null ? null : byKey.get(older.message().key());
        if (node == null || node.entry != older) {
            throw new IllegalStateException("not waiting");
        }
        bytes += newer.message().bytes() - older.message().bytes();
        node.entry = newer;
    }

    private Node first() {
        if (head == null) {
            throw new IllegalStateException("empty");
        }
        return head;
    }
}
