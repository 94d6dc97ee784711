package io.capstan.wire;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Those of an audience that one shard writes for. Used by tasks of this shard only; the only one takes no space. */
final class Receivers implements Iterable<WireConnection> {
    private final Shard shard;

    private @Nullable WireConnection only;
    /** {@code null} as long as there was never more than one. */
    private @Nullable Set<WireConnection> many;

    Receivers(Shard shard) {
        this.shard = shard;
    }

    Shard shard() {
        return shard;
    }

    void add(WireConnection connection) {
        if (many != null) {
            many.add(connection);
        } else if (only == null || only == connection) {
            only = connection;
        } else {
            many = Collections.newSetFromMap(new IdentityHashMap<>(2));
            many.add(only);
            many.add(connection);
            only = null;
        }
    }

    void remove(WireConnection connection) {
        if (many != null) {
            many.remove(connection);
        } else if (only == connection) {
            only = null;
        }
    }

    @Override
    public Iterator<WireConnection> iterator() {
        if (many != null) {
            return many.iterator();
        }
        WireConnection one = only;
        return one == null
                ? Collections.emptyIterator()
                : Collections.singleton(one).iterator();
    }
}
