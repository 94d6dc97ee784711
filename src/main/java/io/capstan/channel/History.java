package io.capstan.channel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The last publications of a channel, bounded in number, age and bytes, and how long the channel is kept for those who may
 * come back to it. Those that are for some only, and so have no place, are kept among the others, for those who know whom they
 * are for. Guarded by the channel's lock.
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
    /** How many it has kept in all, also those that it has given up. */
    private long added;
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
        added++;
        bytes += size(posting);
        while (kept.size() > most || bytes > mostBytes) {
            poll();
        }
    }

    /** Keeps what it kept before the server was started anew, the oldest of them by this serial. */
    void restore(long oldest, List<Posting> postings) {
        added = oldest - 1;
        postings.forEach(this::add);
    }

    /** The serial of the newest one: they are counted from 1. */
    long newest() {
        return added;
    }

    /** The serial of the oldest one; behind that of the newest one, if it keeps nothing. */
    long oldest() {
        return added - kept.size() + 1;
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

    /** The newest ones that are for all, oldest first. */
    List<Posting> last(int number) {
        Deque<Posting> last = new ArrayDeque<>(Math.min(number, kept.size()));
        Iterator<Posting> backwards = kept.descendingIterator();
        while (last.size() < number && backwards.hasNext()) {
            Posting posting = backwards.next();
            if (posting.isPlaced()) {
                last.addFirst(posting);
            }
        }
        return new ArrayList<>(last);
    }

    /** All of them, also those that are for some only, oldest first. */
    List<Posting> all() {
        return List.copyOf(kept);
    }

    /** All behind this offset that are kept still. */
    List<Posting> since(long offset, long now) {
        expire(now);
        return kept.stream().filter(posting -> posting.offset() > offset).toList();
    }

    /** All behind this serial, oldest first. */
    List<Posting> behind(long serial) {
        List<Posting> behind = new ArrayList<>();
        Iterator<Posting> backwards = kept.descendingIterator();
        for (long each = added; each > serial && backwards.hasNext(); each--) {
            behind.add(backwards.next());
        }
        Collections.reverse(behind);
        return behind;
    }

    /** When somebody left; long ago if nobody ever has. */
    long lastLeft() {
        return lastLeft;
    }
}
