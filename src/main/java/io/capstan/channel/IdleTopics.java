package io.capstan.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Channels that nobody has joined, and that are kept for those who come back. They are bounded, or whoever publishes to
 * random names would fill the memory: the one that was used least recently goes first.
 *
 * <p>Guarded by its own lock, below those of the topics: it calls none of them.
 */
final class IdleTopics {
    private final int most;
    private final long mostBytes;

    /** How much each keeps, the least recently used first. */
    private final Map<Topic, Long> topics = new LinkedHashMap<>();

    private long bytes;
    /** Whether there are too many; written under the lock. */
    private volatile boolean crowded;

    IdleTopics(Bounds bounds) {
        this.most = bounds.idle();
        this.mostBytes = bounds.idleBytes();
    }

    /** A topic was used, nobody has joined it, and it keeps so much. */
    synchronized void used(Topic topic, long keeps) {
        remove(topic);
        topics.put(topic, keeps);
        changed(keeps);
    }

    /** A topic keeps only so much by now. Does nothing if it is not here. */
    synchronized void keeps(Topic topic, long keeps) {
        topics.computeIfPresent(topic, (same, kept) -> {
            changed(keeps - kept);
            return keeps;
        });
    }

    /** Somebody has joined it, or it is gone. Does nothing if it is not here. */
    synchronized void remove(Topic topic) {
        Long kept = topics.remove(topic);
        changed(kept == null ? 0 : -kept);
    }

    private void changed(long more) {
        bytes += more;
        crowded = topics.size() > most || bytes > mostBytes;
    }

    /** Takes out one that is to be given up; {@code null} if there is room for all, which costs no lock. */
    @Nullable
    Topic surplus() {
        return crowded ? oldest() : null;
    }

    private synchronized @Nullable Topic oldest() {
        if (!crowded) {
            return null;
        }
        Topic topic = topics.keySet().iterator().next();
        remove(topic);
        return topic;
    }

    synchronized int size() {
        return topics.size();
    }
}
