package io.capstan.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The last publications of a channel, bounded in number and age. Guarded by the channel's lock. */
final class History {
    private final Deque<Posting> kept = new ArrayDeque<>(2);

    /** Keeps one more, and no more than the rule allows. */
    void add(Posting posting, ChannelRule rule, long now) {
        if (rule.historySize() > 0) {
            kept.add(posting);
        }
        expire(rule, now);
    }

    /** Gives up what is too much or too old. */
    void expire(ChannelRule rule, long now) {
        long oldest = now - rule.historyAge().toMillis();
        while (!kept.isEmpty()
                && (kept.size() > rule.historySize() || kept.peek().time() <= oldest)) {
            kept.poll();
        }
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    /** The newest ones, oldest first. */
    List<Posting> last(int most) {
        List<Posting> last = new ArrayList<>(Math.min(most, kept.size()));
        Iterator<Posting> all = kept.iterator();
        for (int skip = kept.size() - most; skip > 0; skip--) {
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
