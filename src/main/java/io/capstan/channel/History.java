package io.capstan.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The last publications of a channel, bounded in number, age and bytes, and how long the channel is kept for those who may
 * come back to it. Guarded by the channel's lock.
 */
final class History {
    /** About what a publication takes beside its payload. */
    static final int EACH = 256;

    /** No time at all. */
    static final long NEVER = Long.MAX_VALUE;

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final int most;
    private final long age;
    private final long mostBytes;
    private final Deque<Posting> kept = new ArrayDeque<>(2);
    private long bytes;
    /** When somebody left; long ago if nobody ever has. */
    private long lastLeft = Long.MIN_VALUE;

    /**
     * A history without publications.
     *
     * @param mostBytes how much its publications may take in all
     */
    History(ChannelRule rule, long mostBytes) {
        this.most = rule.historySize();
        this.age = rule.historyAge().compareTo(LONGEST) < 0 ? rule.historyAge().toMillis() : LONGEST.toMillis();
        this.mostBytes = mostBytes;
    }

    /** Keeps one more, and gives up what is too much by that. */
    void add(Posting posting) {
        kept.add(posting);
        bytes += size(posting);
        while (kept.size() > most || bytes > mostBytes) {
            poll();
        }
    }

    /** Gives up what is too old. */
    void expire(long now) {
        while (!kept.isEmpty() && now >= end()) {
            poll();
        }
    }

    private void poll() {
        bytes -= size(kept.remove());
    }

    private static int size(Posting posting) {
        return posting.payload().bytes() + EACH;
    }

    /** What is kept takes about so many bytes. */
    long bytes() {
        return bytes;
    }

    /** When the oldest one, which there must be, is too old. */
    private long end() {
        return kept.getFirst().time() + age;
    }

    // until when

    /** Somebody has left the channel, and may come back with a position. */
    void left(long now) {
        lastLeft = now;
    }

    /** Whether nobody who has left could come back for anything. */
    boolean isOver(long now) {
        return kept.isEmpty() && now >= lastLeft + age;
    }

    /**
     * When to look again, at the history of a channel that nobody has joined or somebody has; {@link #NEVER} if there is
     * nothing to look for.
     */
    long due(boolean empty) {
        return !kept.isEmpty() ? end() : empty ? lastLeft + age : NEVER;
    }

    // looking

    /** The newest ones, oldest first. */
    List<Posting> last(int number) {
        List<Posting> last = new ArrayList<>(Math.min(number, kept.size()));
        Iterator<Posting> all = kept.iterator();
        for (int skip = kept.size() - number; skip > 0; skip--) {
            all.next();
        }
        all.forEachRemaining(last::add);
        return last;
    }

    /** Whether all that came behind this offset, up to the newest one, is kept. */
    boolean reachesBackTo(long offset, long newest) {
        return offset == newest || !kept.isEmpty() && kept.getFirst().offset() <= offset + 1;
    }

    /** All behind this offset. */
    List<Posting> since(long offset) {
        return kept.stream().filter(posting -> posting.offset() > offset).toList();
    }
}
