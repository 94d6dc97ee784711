package io.capstan.channel;

import io.capstan.channel.HistoryStore.Change;
import io.capstan.channel.HistoryStore.Item;
import io.capstan.channel.HistoryStore.Life;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What of a channel is in the store, and whether something is not. Guarded by the channel's lock, which it takes. */
final class Filing {
    private final Topic topic;
    private final History history;
    private final HistoryWriter writer;
    /** Whether the writer is to look at it. */
    private boolean noted;
    /** Whether the store knows of this life. */
    private boolean filed;
    /** The serial of the newest publication that is in the store. */
    private long written;

    Filing(Topic topic, History history, HistoryWriter writer) {
        this.topic = topic;
        this.history = history;
        this.writer = writer;
    }

    /**
     * What is to be written of a channel.
     *
     * @param first the serial of the first of the added
     * @param added what is not in the store, oldest first
     */
    record Draft(Life life, long oldest, long first, List<Posting> added, boolean ended) {
        /** As the store takes it. Without a lock, since it takes time. */
        Change change(Function<Payload, byte[]> form) {
            long[] serial = {first};
            List<Item> items = added.stream()
                    .map(posting ->
                            new Item(serial[0]++, posting.offset(), posting.time(), form.apply(posting.payload())))
                    .toList();
            return new Change(life, oldest, items, ended);
        }
    }

    /** Keeps what the store has. */
    void restore(Life before, long oldest, List<Posting> postings, long now) {
        synchronized (topic) {
            history.restore(oldest, postings);
            history.left(before.lastLeft());
            history.expire(now);
            filed = true;
            written = history.newest();
            changed();
        }
    }

    /** There is something that is not in the store. */
    void changed() {
        synchronized (topic) {
            if (!noted) {
                noted = true;
                writer.note(this);
            }
        }
    }

    /** What is to be written; {@code null} if nothing is. */
    @Nullable
    Draft draft() {
        synchronized (topic) {
            noted = false;
            Life life = topic.life(history.lastLeft());
            if (topic.isRetired()) {
                return filed ? new Draft(life, 0, 0, List.of(), true) : null;
            }
            return going(life);
        }
    }

    private Draft going(Life life) {
        List<Posting> added = history.behind(written);
        return new Draft(life, history.oldest(), history.newest() - added.size() + 1, added, false);
    }

    /** The last that is to be written, since nothing more is kept; {@code null} if nothing is. */
    @Nullable
    Draft conclude() {
        synchronized (topic) {
            if (topic.isRetired()) {
                return draft();
            }
            topic.conclude();
            return going(topic.life(history.lastLeft()));
        }
    }

    /** This has been written. */
    void written(Draft draft) {
        synchronized (topic) {
            filed = !draft.ended();
            written = Math.max(written, draft.first() + draft.added().size() - 1);
        }
    }

    /** How many publications would be lost by now. */
    int unwritten() {
        synchronized (topic) {
            return history.behind(written).size();
        }
    }
}
