package io.capstan.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a connection belongs to; mostly one thing, so that one takes no space. Guarded by its own lock. */
final class Memberships {
    /** From how many on finding one takes too long in a list. */
    private static final int MANY = 16;

    private @Nullable Membership only;
    /** {@code null} as long as there was never more than one. */
    private @Nullable Collection<Membership> more;

    private boolean ended;

    /** Adds one; false if it is too late. */
    synchronized boolean add(Membership membership) {
        if (ended) {
            return false;
        }
        if (more == null && (only == null || only == membership)) {
            only = membership;
        } else if (!roomForMore().contains(membership)) {
            roomForMore().add(membership);
        }
        return true;
    }

    private Collection<Membership> roomForMore() {
        Collection<Membership> all = more;
        if (all == null) {
            all = new ArrayList<>(list());
            only = null;
            more = all;
        } else if (all.size() == MANY && all instanceof ArrayList) {
            all = new HashSet<>(all);
            more = all;
        }
        return all;
    }

    synchronized void remove(Membership membership) {
        if (more != null) {
            more.remove(membership);
        } else if (only == membership) {
            only = null;
        }
    }

    synchronized int size() {
        return more == null ? (only == null ? 0 : 1) : more.size();
    }

    synchronized List<Membership> list() {
        if (more != null) {
            return List.copyOf(more);
        }
        Membership one = only;
        return one == null ? List.of() : List.of(one);
    }

    /** No more can be added; returns those there are. */
    synchronized List<Membership> end() {
        List<Membership> last = list();
        ended = true;
        only = null;
        more = null;
        return last;
    }

    /** Those of a connection, if it has any. */
    static List<Membership> of(@Nullable Memberships memberships) {
        return memberships == null ? List.of() : memberships.list();
    }
}
