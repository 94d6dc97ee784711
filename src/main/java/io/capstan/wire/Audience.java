package io.capstan.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Connections to which the same is published, each under its shard. Publications reach all of them in one order; whoever
 * was added by a thread gets what this thread publishes afterwards. Thread-safe.
 */
public final class Audience {
    private static final Receivers[] NONE = {};

    private final Members all = new Members();
    /** The same connections by shard: what publications go through. Replaced as a whole. */
    private volatile Receivers[] parts = NONE;

    /** Nobody as yet. */
    public Audience() {}

    /** Adds one; does nothing if it is there. */
    public synchronized void add(WireConnection connection) {
        if (all.add(connection)) {
            Receivers part = part(connection.shard());
            part.shard().exclusivelyHere(() -> part.add(connection)); // under the lock, or a removal might overtake it
        }
    }

    /** Removes one; does nothing if it is not there. */
    public synchronized void remove(WireConnection connection) {
        if (all.remove(connection)) {
            Receivers part = part(connection.shard());
            part.shard().exclusivelyHere(() -> part.remove(connection));
        }
    }

    /** All of them. Those that come or go meanwhile may or may not be seen. */
    public Collection<WireConnection> all() {
        return all.all();
    }

    /** Whether there is nobody. */
    public boolean isEmpty() {
        return all.size() == 0;
    }

    /** The one with this id. */
    public @Nullable WireConnection find(String id) {
        return all.find(id);
    }

    /**
     * Sends a message to all of them but one. Waits while their shards have too much to do.
     *
     * @return how many they are
     */
    int publish(Outgoing message, @Nullable WireConnection except) {
        awaitRoom();
        hand(message, except);
        return size(except);
    }

    /** Waits while their shards have too much to do. To be called without a lock. */
    public void awaitRoom() {
        for (Receivers part : parts) {
            part.shard().awaitRoom();
        }
    }

    /** Sends a message to all of them but one, without waiting for anything. */
    public synchronized void hand(Outgoing message, @Nullable WireConnection except) {
        for (Receivers part : parts) { // under the lock: one order for all shards
            part.shard().publish(part, except, message);
        }
    }

    /** The same to all of them but those with these ids. */
    public void handExcept(Outgoing message, Set<String> except) {
        List<WireConnection> left =
                except.stream().map(this::find).filter(Objects::nonNull).toList();
        if (left.size() < 2) {
            hand(message, left.isEmpty() ? null : left.get(0));
        } else {
            hand(all().stream().filter(each -> !except.contains(each.id())).toList(), message);
        }
    }

    /** How many there are beside that one. */
    public int size(@Nullable WireConnection except) {
        return all.size() - (except != null && all.find(except.id()) != null ? 1 : 0);
    }

    /** Sends a message to connections that were picked for it. */
    static int publish(Iterable<WireConnection> picked, Outgoing message) {
        picked.forEach(connection -> connection.shard().awaitRoom());
        return hand(picked, message);
    }

    /** The same, without waiting for anything. */
    public static int hand(Iterable<WireConnection> picked, Outgoing message) {
        Map<Shard, List<WireConnection>> byShard = new HashMap<>();
        int count = 0;
        for (WireConnection connection : picked) {
            byShard.computeIfAbsent(connection.shard(), any -> new ArrayList<>())
                    .add(connection);
            count++;
        }
        byShard.forEach((shard, connections) -> shard.publish(connections, null, message));
        return count;
    }

    private Receivers part(Shard shard) {
        Receivers[] old = parts;
        for (Receivers part : old) {
            if (part.shard() == shard) {
                return part;
            }
        }
        Receivers part = new Receivers(shard);
        Receivers[] more = Arrays.copyOf(old, old.length + 1);
        more[old.length] = part;
        parts = more;
        return part;
    }
}
