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
 */
final class Belongings {
    private volatile @Nullable Map<String, Object> attributes;
    private volatile @Nullable Timers timers;
    private volatile @Nullable Object companion;
    private volatile @Nullable Memberships memberships;

    /** @param attributes those it begins with */
    Belongings(Map<String, Object> attributes) {
        this.attributes = attributes.isEmpty() ? null : new ConcurrentHashMap<>(attributes);
    }

    Map<String, Object> attributes() {
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

    synchronized Timers timers() {
        Timers all = timers;
        if (all == null) {
            all = new Timers();
            timers = all;
        }
        return all;
    }

    synchronized Memberships memberships() {
        Memberships all = memberships;
        if (all == null) {
            all = new Memberships();
            memberships = all;
        }
        return all;
    }

    /** What the connection belongs to, without making room for it. */
    List<Membership> listMemberships() {
        return Memberships.of(memberships);
    }

    /** To how many things the connection belongs. */
    int countMemberships() {
        Memberships all = memberships;
        return all == null ? 0 : all.size();
    }

    /** The connection has ended. */
    void end() {
        Timers all = timers;
        if (all != null) {
            all.cancel();
        }
    }

    /** What another room keeps here, if it does. */
    Optional<Object> companion() {
        return Optional.ofNullable(companion);
    }

    /** What another room keeps here. */
    synchronized Object companion(Supplier<?> maker) {
        Object kept = companion;
        if (kept == null) {
            kept = maker.get();
            companion = kept;
        }
        return kept;
    }
}
