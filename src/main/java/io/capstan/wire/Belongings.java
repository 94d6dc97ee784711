package io.capstan.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may belong to a connection, and most connections never need: each is made when it is first asked for. Thread-safe;
 * what is made is made under the lock of this object, which calls nobody else.
 *
 * <p>The first layer of a {@link WireConnection}, and no object of its own, of which there would be one for each.
 */
abstract class Belongings implements Keeper {
    private volatile @Nullable Map<String, Object> attributes;
    private volatile @Nullable Timers timers;
    private volatile @Nullable Object companion;
    private volatile @Nullable Memberships memberships;

    /** @param attributes those it begins with */
    Belongings(Map<String, Object> attributes) {
        this.attributes = attributes.isEmpty() ? null : new ConcurrentHashMap<>(attributes);
    }

    public Map<String, Object> attributes() {
        Map<String, Object> map = attributes;
        if (map == null) {
            synchronized (this) {
                map = attributes;
                if (map == null) {
                    map = new ConcurrentHashMap<>();
                    attributes = map;
                }
            }
        }
        return map;
    }

    /** What is planned for later. */
    final synchronized Timers timers() {
        Timers all = timers;
        if (all == null) {
            all = new Timers();
            timers = all;
        }
        return all;
    }

    private synchronized Memberships room() {
        Memberships all = memberships;
        if (all == null) {
            all = new Memberships();
            memberships = all;
        }
        return all;
    }

    /** Belongs to something from now on; false if the connection has ended. */
    public boolean enter(Membership membership) {
        return room().add(membership);
    }

    /** Belongs to it no longer. */
    public void exit(Membership membership) {
        room().remove(membership);
    }

    /** What it belongs to. */
    public List<Membership> memberships() {
        return Memberships.of(memberships); // without making room for any
    }

    /** To how many things it belongs. */
    public int membershipCount() {
        Memberships all = memberships;
        return all == null ? 0 : all.size();
    }

    /** The connection has ended: belongs to nothing any more; returns what it has belonged to. */
    final List<Membership> leaveAll() {
        return room().end();
    }

    /** The connection has ended: nothing that was planned happens any more. */
    final void cancelTimers() {
        Timers all = timers;
        if (all != null) {
            all.cancel();
        }
    }

    @Override
    public Optional<Object> companion() {
        return Optional.ofNullable(companion);
    }

    @Override
    public synchronized Object companion(Supplier<?> maker) {
        Object kept = companion;
        if (kept == null) {
            kept = maker.get();
            companion = kept;
        }
        return kept;
    }
}
