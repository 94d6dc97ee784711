package io.capstan.channel;

import org.jspecify.annotations.Nullable;

/**
 * How long a topic is of use: while somebody has joined it, and as long afterwards as what it keeps would be. Guarded by the
 * lock of the topic, under which all is called.
 */
final class Tenure {
    private final Topic topic;
    private final Topics topics;
    private final Subscribers subscribers;
    /** {@code null} where nothing is kept. */
    private final @Nullable History history;

    /** Whether it counts among those that nobody has joined. */
    private boolean idle;

    /** When it will be looked at. */
    private long planned = History.NEVER;

    private boolean over;

    Tenure(Topic topic, Topics topics, Subscribers subscribers, @Nullable History history) {
        this.topic = topic;
        this.topics = topics;
        this.subscribers = subscribers;
        this.history = history;
    }

    /** Whether it is of no use any more, and does nothing from then on. */
    boolean isOver() {
        return over;
    }

    /** Finds out what the topic is, now that it was used: joined, kept for those who may come back, or of no use. */
    void settle() {
        if (over || endIfUseless() || history == null) {
            return;
        }
        boolean empty = subscribers.isEmpty();
        plan(history.due(empty));
        if (empty) {
            topics.idle().used(topic, history.bytes());
        } else if (idle) {
            topics.idle().remove(topic);
        }
        idle = empty;
    }

    /** The time has come that was planned: the topic ends if it is of no use any more. */
    void look(History kept) {
        planned = History.NEVER;
        if (!endIfUseless()) {
            plan(kept.due(subscribers.isEmpty()));
            topics.idle().keeps(topic, kept.bytes());
        }
    }

    private void plan(long due) {
        if (planned == History.NEVER && due != History.NEVER) {
            planned = due;
            topics.expiries().add(due, topic);
        }
    }

    private boolean endIfUseless() {
        boolean useless = subscribers.isEmpty() && (history == null || history.isOver(topics.now()));
        if (useless) {
            topic.changed();
            end();
        }
        return useless;
    }

    /** It is of no use any more; it is forgotten. */
    void end() {
        over = true;
        if (idle) {
            topics.idle().remove(topic);
        }
        if (planned != History.NEVER) {
            topics.expiries().remove(planned, topic);
        }
        topics.forget(topic);
    }
}
