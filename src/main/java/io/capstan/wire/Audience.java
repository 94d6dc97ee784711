package io.capstan.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Connections to which the same is published, each under its shard. Publications reach all of them in one order; whoever
 * was added by a thread gets what this thread publishes afterwards. Thread-safe.
 */
public final class Audience {
    private final Map<String, WireConnection> all = new ConcurrentHashMap<>();
    /** The same connections by shard: what publications go through, without a lock. */
    private final List<Part> parts = new CopyOnWriteArrayList<>();

    /** Nobody as yet. */
    public Audience() {}

    /** @param members used by tasks of the shard only */
    private record Part(Shard shard, Set<WireConnection> members) {}

    /** Adds one; does nothing if it is there. */
    public void add(WireConnection connection) {
        if (all.putIfAbsent(connection.id(), connection) == null) {
            Part part = part(connection.shard());
            part.shard().exclusively(() -> part.members().add(connection));
        }
    }

    /** Removes one; does nothing if it is not there. */
    public void remove(WireConnection connection) {
        if (all.remove(connection.id(), connection)) {
            Part part = part(connection.shard());
            part.shard().exclusively(() -> part.members().remove(connection));
        }
    }

    /** All of them, live. */
    public Collection<WireConnection> all() {
        return all.values();
    }

    /** The one with this id. */
    public @Nullable WireConnection find(String id) {
        return all.get(id);
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
        parts.forEach(part -> part.shard().awaitRoom());
    }

    /** Sends a message to all of them but one, without waiting for anything. */
    public synchronized void hand(Outgoing message, @Nullable WireConnection except) {
        parts.forEach(part -> part.shard().publish(part.members(), except, message)); // one order for all shards
    }

    /** How many there are beside that one. */
    public int size(@Nullable WireConnection except) {
        return all.size() - (except != null && all.containsKey(except.id()) ? 1 : 0);
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

    private Part part(Shard shard) {
        for (Part part : parts) {
            if (part.shard() == shard) {
                return part;
            }
        }
        return newPart(shard);
    }

    private Part newPart(Shard shard) {
        synchronized (parts) {
            for (Part part : parts) {
                if (part.shard() == shard) {
                    return part;
                }
            }
            Part part = new Part(shard, Collections.newSetFromMap(new IdentityHashMap<>(1)));
            parts.add(part);
            return part;
        }
    }
}
