package io.capstan.wire;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits in an outbox: a linked list that takes no memory while it is empty. It is the first layer of an {@link
 * Outbox}, whose lock guards it.
 */
class Backlog {
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

    /** How many messages wait. */
    int size() {
        return size;
    }

    /** Their payload. */
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
        size += entry.batch().size();
        bytes += entry.batch().bytes();
        String key = entry.key();
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
        size -= node.entry.batch().size();
        bytes -= node.entry.batch().bytes();
        String key = node.entry.key();
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
        Node node = byKey == null ? null : byKey.get(older.key());
        if (node == null || node.entry != older) {
            throw new IllegalStateException("not waiting");
        }
        bytes += newer.batch().bytes() - older.batch().bytes();
        node.entry = newer;
    }

    private Node first() {
        if (head == null) {
            throw new IllegalStateException("empty");
        }
        return head;
    }
}
