package io.capstan.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a connection belongs to; mostly little, so that it is kept in little space. Guarded by its own lock. */
final class Memberships {
    /** From how many on finding one takes too long in a list. */
    private static final int MANY = 16;

    private Collection<Membership> all = new ArrayList<>(1);
    private boolean ended;

    /** Adds one; false if it is too late. */
    synchronized boolean add(Membership membership) {
        if (ended) {
            return false;
        }
        if (all.size() == MANY && all instanceof ArrayList) {
            all = new HashSet<>(all);
        }
        if (all instanceof HashSet || !all.contains(membership)) {
            all.add(membership);
        }
        return true;
    }

    synchronized void remove(Membership membership) {
        all.remove(membership);
    }

    synchronized int size() {
        return all.size();
    }

    synchronized List<Membership> list() {
        return List.copyOf(all);
    }

    /** No more can be added; returns those there are. */
    synchronized List<Membership> end() {
        ended = true;
        List<Membership> last = List.copyOf(all);
        all = new ArrayList<>(0);
        return last;
    }

    /** Those of a connection, if it has any. */
    static List<Membership> of(@Nullable Memberships memberships) {
        return memberships == null ? List.of() : memberships.list();
    }
}
