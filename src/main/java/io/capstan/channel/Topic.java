package io.capstan.channel;

import io.capstan.Publication.Position;
import io.capstan.wire.Membership;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A channel in use. Its lock is its own monitor: under it publications get their places, are kept, and are handed to the
 * shards; and connections join and leave. Nothing under it waits or calls an application.
 *
 * <p>One that is of no use any more retires: it does nothing from then on and says so, and the hub makes another one. One
 * that has a history is of use for as long as a publication would be kept after the last connection has left, since that
 * one may come back with its position.
 */
final class Topic implements Membership {
    private final String name;
    private final long life;

    private final ChannelRule rule;
    private final Hub hub;
    private final Subscribers subscribers = new Subscribers();

    /** {@code null} where nothing is kept. */
    private final @Nullable History history;

    // Guarded by this.
    private @Nullable String epoch;
    private long newest;
    /** Whether the hub counts it among those that nobody has joined. */
    private boolean idle;

    /** When the hub will look at it. */
    private long planned = History.NEVER;

    private boolean retired;

    Topic(String name, long life, ChannelRule rule, Hub hub) {
        this.name = name;
        this.life = life;
        this.rule = rule;
        this.hub = hub;
        this.history = rule.historySize() > 0 ? new History(rule, hub.bounds().historyBytes()) : null;
    }

    String name() {
        return name;
    }

    /** Which life of its channel it is, of all lives of all channels. */
    long life() {
        return life;
    }

    ChannelRule rule() {
        return rule;
    }

    /** What became of something that was to be done. */
    enum Outcome {
        DONE,
        /** There was nothing to do: it had joined before, or has ended, or had not joined. */
        NOTHING,
        /** This topic is retired. */
        RETIRED
    }

    // publishing

    /** Waits while those who write for its subscribers have too much to do. */
    void awaitRoom() {
        subscribers.awaitRoom();
    }

    /**
     * Publishes to all but those with these ids.
     *
     * @return {@code null} if it is retired
     */
    @Nullable
    Posting publish(Payload payload, Set<String> except) {
        synchronized (this) {
            if (retired) {
                return null;
            }
            try {
                long now = hub.now();
                Posting posting = new Posting(name, epoch(), newest + 1, payload, now);
                List<Subscribers.Share> shares = encode(posting);
                newest++;
                if (history != null) {
                    history.add(posting.kept());
                    history.expire(now);
                }
                Subscribers.hand(shares, except);
                return posting;
            } finally {
                settle();
            }
        }
    }

    /** Publishes to those for whom a condition holds: no publication that has a place. */
    Posting publishTo(Payload payload, Predicate<WireConnection> only) {
        Posting posting = new Posting(name, hub.epoch(life), 0, payload, hub.now());
        synchronized (this) {
            Subscribers.handTo(encode(posting), only);
        }
        return posting;
    }

    private List<Subscribers.Share> encode(Posting posting) {
        return subscribers.encode(dialect -> dialect.encode(posting));
    }

    // joining and leaving

    /**
     * Has a connection join.
     *
     * @param position the last publication that it got; {@code null}: it asks for nothing that it missed
     * @param answer what the connection is told first, before all that comes live; made under the lock; {@code null}:
     *     nothing
     */
    Outcome join(
            WireConnection connection,
            Dialect dialect,
            @Nullable Position position,
            @Nullable Function<Recovery, Outgoing> answer) {
        synchronized (this) {
            if (retired) {
                return Outcome.RETIRED;
            }
            try {
                Outgoing told = answer == null ? null : answer(connection, position, answer);
                boolean joins = !subscribers.has(connection);
                if (joins && !connection.enter(this)) {
                    return Outcome.NOTHING;
                }
                if (told != null) {
                    connection.hand(told);
                }
                if (!joins) {
                    return Outcome.NOTHING;
                }
                subscribers.add(connection, dialect);
                hub.joined(this, connection, subscribers.size() == 1);
                tellOthers(connection, true);
            } finally {
                settle();
            }
        }
        hub.fire(name);
        return Outcome.DONE;
    }

    /** What it had missed, if its outbox can take that at once: otherwise it is told that it does not get it. */
    private Outgoing answer(
            WireConnection connection, @Nullable Position position, Function<Recovery, Outgoing> encoding) {
        Recovery recovery = recover(position);
        Outgoing answer = encoding.apply(recovery);
        boolean fits = recovery.missed().isEmpty() || connection.couldTake(answer);
        return fits ? answer : encoding.apply(nothing());
    }

    private Recovery recover(@Nullable Position since) {
        if (since == null || !since.epoch().equals(epoch()) || since.offset() < 0 || since.offset() > newest) {
            return nothing();
        }
        if (history == null) {
            return since.offset() == newest ? new Recovery(true, epoch(), newest, List.of()) : nothing();
        }
        history.expire(hub.now());
        return history.reachesBackTo(since.offset(), newest)
                ? new Recovery(true, epoch(), newest, history.since(since.offset()))
                : nothing();
    }

    private Recovery nothing() {
        return new Recovery(false, epoch(), newest, List.of());
    }

    /** Has a connection leave. */
    Outcome leave(WireConnection connection) {
        synchronized (this) {
            if (!subscribers.remove(connection)) {
                return retired ? Outcome.RETIRED : Outcome.NOTHING;
            }
            try {
                connection.exit(this);
                if (history != null) {
                    history.left(hub.now());
                }
                hub.left(this, connection, subscribers.isEmpty());
                tellOthers(connection, false);
            } finally {
                settle();
            }
        }
        hub.fire(name);
        return Outcome.DONE;
    }

    @Override
    public void ended(WireConnection connection) {
        leave(connection);
        hub.giveUpSurplus();
    }

    private void tellOthers(WireConnection connection, boolean joined) {
        if (rule.notices()) {
            Notice notice = new Notice(name, connection, joined);
            Subscribers.handToOthers(
                    subscribers.encode(dialect -> dialect.encode(notice).orElse(null)), connection);
        }
    }

    // looking

    boolean has(WireConnection connection) {
        return subscribers.has(connection);
    }

    int size() {
        return subscribers.size();
    }

    Stream<WireConnection> members() {
        return subscribers.all();
    }

    synchronized List<Posting> history(int most) {
        if (history == null) {
            return List.of();
        }
        history.expire(hub.now());
        return history.last(most);
    }

    private String epoch() {
        String made = epoch;
        if (made == null) {
            made = hub.epoch(life);
            epoch = made;
        }
        return made;
    }

    // the end

    /** Its time has come: gives up what has been kept for long enough, and itself if it is of no use any more. */
    synchronized void expire() {
        if (history == null || retired) {
            return;
        }
        planned = History.NEVER;
        history.expire(hub.now());
        if (!retireIfOver()) {
            plan(history.due(subscribers.isEmpty()));
            hub.idle().keeps(this, history.bytes());
        }
    }

    /** Gives up all that it keeps, unless somebody has joined it. */
    synchronized void giveUp() {
        if (!retired && subscribers.isEmpty()) {
            retire();
        }
    }

    /** Finds out what it is, now that it was used: joined, kept for those who may come back, or of no use. */
    private void settle() {
        if (retired || retireIfOver() || history == null) {
            return;
        }
        boolean empty = subscribers.isEmpty();
        plan(history.due(empty));
        if (empty) {
            hub.idle().used(this, history.bytes());
        } else if (idle) {
            hub.idle().remove(this);
        }
        idle = empty;
    }

    private void plan(long due) {
        if (planned == History.NEVER && due != History.NEVER) {
            planned = due;
            hub.expiries().add(due, this);
        }
    }

    private boolean retireIfOver() {
        boolean over = subscribers.isEmpty() && (history == null || history.isOver(hub.now()));
        if (over) {
            retire();
        }
        return over;
    }

    private void retire() {
        retired = true;
        if (idle) {
            hub.idle().remove(this);
        }
        if (planned != History.NEVER) {
            hub.expiries().remove(planned, this);
        }
        hub.retire(this);
    }
}
