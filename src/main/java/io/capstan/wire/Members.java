package io.capstan.wire;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Connections that are found by their ids: a few of them in an array, which is what most channels have, many in a map.
 * Any thread may look; those that change it take turns.
 */
final class Members {
    private static final int FEW = 8;
    private static final WireConnection[] NONE = {};

    /** Replaced as a whole; empty when there are many. */
    private volatile WireConnection[] few = NONE;

    private volatile @Nullable Map<String, WireConnection> many;

    /** Adds one; whether it was not there. */
    boolean add(WireConnection connection) {
        Map<String, WireConnection> map = many;
        if (map != null) {
            return map.putIfAbsent(connection.id(), connection) == null;
        }
        WireConnection[] old = few;
        if (indexOf(old, connection.id()) >= 0) {
            return false;
        }
        if (old.length < FEW) {
            WireConnection[] more = Arrays.copyOf(old, old.length + 1);
            more[old.length] = connection;
            few = more;
            return true;
        }
        map = new ConcurrentHashMap<>(4 * FEW);
        for (WireConnection each : old) {
            map.put(each.id(), each);
        }
        map.put(connection.id(), connection);
        many = map; // from here on nobody looks at the few
        few = NONE;
        return true;
    }

    /** Removes one; whether it was there. */
    boolean remove(WireConnection connection) {
        Map<String, WireConnection> map = many;
        if (map != null) {
            return map.remove(connection.id(), connection);
        }
        WireConnection[] old = few;
        int at = indexOf(old, connection.id());
        if (at < 0 || old[at] != connection) {
            return false;
        }
        WireConnection[] fewer = old.length == 1 ? NONE : Arrays.copyOf(old, old.length - 1);
        System.arraycopy(old, at + 1, fewer, at, old.length - at - 1);
        few = fewer;
        return true;
    }

    /** The one with this id. */
    @Nullable
    WireConnection find(String id) {
        Map<String, WireConnection> map = many;
        if (map != null) {
            return map.get(id);
        }
        WireConnection[] all = few;
        int at = indexOf(all, id);
        return at < 0 ? look(id) : all[at];
    }

    /** They may have become many meanwhile. */
    private @Nullable WireConnection look(String id) {
        Map<String, WireConnection> map = many;
        return map == null ? null : map.get(id);
    }

    /** All of them: those of this moment, or live where they are many. */
    Collection<WireConnection> all() {
        WireConnection[] all = few; // before the map, or those that become many now would be missed
        Map<String, WireConnection> map = many;
        return map != null ? map.values() : List.of(all);
    }

    int size() {
        WireConnection[] all = few;
        Map<String, WireConnection> map = many;
        return map != null ? map.size() : all.length;
    }

    private static int indexOf(WireConnection[] connections, String id) {
        for (int i = 0; i < connections.length; i++) {
            if (connections[i].id().equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
