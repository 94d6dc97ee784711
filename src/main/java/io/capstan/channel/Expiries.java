package io.capstan.channel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When to look again at which channel, whether something of it is too old. Each is here once at most; that it may be kept
 * for longer by then is found out when its time comes, so that publishing costs nothing here.
 *
 * <p>Guarded by its own lock, below those of the topics: it calls none of them.
 */
final class Expiries {
    private final SortedSet<Expiry> all = new TreeSet<>(Comparator.comparingLong(Expiry::time)
            .thenComparingLong(expiry -> expiry.topic().life()));

    private record Expiry(long time, Topic topic) {}

    synchronized void add(long time, Topic topic) {
        all.add(new Expiry(time, topic));
    }

    /** Does nothing if its time has come. */
    synchronized void remove(long time, Topic topic) {
        all.remove(new Expiry(time, topic));
    }

    /** Takes out those whose time has come. */
    synchronized List<Topic> take(long now) {
        List<Topic> due = new ArrayList<>();
        while (!all.isEmpty() && all.first().time() <= now) {
            Expiry first = all.first();
            all.remove(first);
            due.add(first.topic());
        }
        return due;
    }

    synchronized int size() {
        return all.size();
    }
}
