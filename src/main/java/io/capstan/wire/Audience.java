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
final class Audience {
    private final Map<String, WireConnection> all = new ConcurrentHashMap<>();
    /** The same connections by shard: what publications go through, without a lock. */
    private final List<Part> parts = new CopyOnWriteArrayList<>();

    /** @param members used by tasks of the shard only */
    private record Part(Shard shard, Set<WireConnection> members) {}

    void add(WireConnection connection) {
        if (all.putIfAbsent(connection.id(), connection) == null) {
            Part part = part(connection.shard());
            part.shard().exclusively(() -> part.members().add(connection));
        }
    }

    void remove(WireConnection connection) {
        if (all.remove(connection.id(), connection)) {
            Part part = part(connection.shard());
            part.shard().exclusively(() -> part.members().remove(connection));
        }
    }

    /** All of them, live. */
    Collection<WireConnection> all() {
        return all.values();
    }

    /** The one with this id. */
    @Nullable
    WireConnection find(String id) {
        return all.get(id);
    }

    /**
     * Sends a message to all of them but one. Waits while their shards have too much to do.
     *
     * @return how many they are
     */
    int publish(Outgoing message, @Nullable WireConnection except) {
        parts.forEach(part -> part.shard().awaitRoom());
        synchronized (this) { // one order for all shards
            parts.forEach(part -> part.shard().publish(part.members(), except, message));
        }
        return size(except);
    }

    /** How many there are beside that one. */
    int size(@Nullable WireConnection except) {
        return all.size() - (except != null && all.containsKey(except.id()) ? 1 : 0);
    }

    /** Sends a message to connections that were picked for it. */
    static int publish(Iterable<WireConnection> picked, Outgoing message) {
        Map<Shard, List<WireConnection>> byShard = new HashMap<>();
        int count = 0;
        for (WireConnection connection : picked) {
            byShard.computeIfAbsent(connection.shard(), any -> new ArrayList<>())
                    .add(connection);
            count++;
        }
        byShard.forEach((shard, connections) -> {
            shard.awaitRoom();
            shard.publish(connections, null, message);
        });
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
