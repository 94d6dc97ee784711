package io.capstan.channel;

import io.capstan.Publication.Position;
import io.capstan.channel.HistoryStore.Life;
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
 * <p>One that is of no use any more retires: it does nothing from then on and says so, and another one is made. One
 * that has a history is of use for as long as a publication would be kept after the last connection has left, since that
 * one may come back with its position.
 */
final class Topic implements Membership {
    private final String name;
    private final long life;

    private final ChannelRule rule;
    private final Topics topics;
    private final Subscribers subscribers = new Subscribers();

    /** {@code null} where nothing is kept. */
    private final @Nullable History history;
    /** {@code null} where nothing outlives the server. */
    private final @Nullable Filing filing;

    private final Tenure tenure;

    // Guarded by this.
    private @Nullable String epoch;
    private long newest;

    Topic(String name, long life, ChannelRule rule, Topics topics) {
        this.name = name;
        this.life = life;
        this.rule = rule;
        this.topics = topics;
        this.history =
                rule.historySize() > 0 ? new History(rule, topics.bounds().historyBytes()) : null;
        this.filing = history != null && rule.stored() ? topics.filing(this, history) : null;
        this.tenure = new Tenure(this, topics, subscribers, history);
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
    Posting publish(Payload payload, Set<String> except, Follower[] followers) {
        synchronized (this) {
            if (tenure.isOver()) {
                return null;
            }
            try {
                Posting posting = new Posting(name, epoch(), newest + 1, payload, topics.now());
                List<Subscribers.Share> shares = encode(posting);
                newest++;
                tell(followers, posting, except);
                keep(posting);
                Subscribers.hand(shares, except);
                return posting;
            } finally {
                tenure.settle();
            }
        }
    }

    /**
     * Publishes to those for whom a condition holds: no publication that has a place.
     *
     * @param kept whether it is kept all the same, where the channel keeps any
     * @return {@code null} if it is retired
     */
    @Nullable
    Posting publishTo(Payload payload, Predicate<WireConnection> only, boolean kept, Follower... followers) {
        synchronized (this) {
            if (tenure.isOver()) {
                return null;
            }
            try {
                Posting posting = new Posting(name, topics.epoch(life), 0, payload, topics.now());
                List<Subscribers.Share> shares = encode(posting);
                tell(followers, posting, Set.of());
                if (kept) {
                    keep(posting);
                }
                Subscribers.handTo(shares, only);
                return posting;
            } finally {
                tenure.settle();
            }
        }
    }

    private void keep(Posting posting) {
        if (history != null) {
            history.add(posting.kept());
            history.expire(posting.time());
            changed();
        }
    }

    private static void tell(Follower[] followers, Posting posting, Set<String> except) {
        posting.payload().content().ifPresent(Payload.Content::placed);
        for (Follower follower : followers) {
            follower.published(posting, except);
        }
    }

    private List<Subscribers.Share> encode(Posting posting) {
        return subscribers.encode(posting);
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
            if (tenure.isOver()) {
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
                topics.joined(this, connection, subscribers.size() == 1);
                tellOthers(connection, true);
            } finally {
                tenure.settle();
            }
        }
        topics.fire(name);
        return Outcome.DONE;
    }

    /**
     * Has a connection join in a dialect of its own choice, or go over to it if it had joined in another one.
     *
     * @param greeting run under the lock, before all that comes live; not if it had joined in this dialect or has ended
     */
    Outcome join(WireConnection connection, Dialect dialect, Runnable greeting) {
        synchronized (this) {
            if (tenure.isOver()) {
                return Outcome.RETIRED;
            }
            try {
                boolean joins = !subscribers.has(connection);
                if (joins ? !connection.enter(this) : subscribers.has(connection, dialect)) {
                    return Outcome.NOTHING;
                }
                greeting.run();
                subscribers.add(connection, dialect);
                if (joins) {
                    topics.joined(this, connection, subscribers.size() == 1);
                    tellOthers(connection, true);
                }
            } finally {
                tenure.settle();
            }
        }
        topics.fire(name);
        return Outcome.DONE;
    }

    /** What it had missed, if its outbox can take that at once: otherwise it is told that it does not get it. */
    private Outgoing answer(
            WireConnection connection, @Nullable Position position, Function<Recovery, Outgoing> encoding) {
        Recovery recovery = recover(position).of(connection);
        Outgoing answer = encoding.apply(recovery);
        boolean fits = recovery.missed().isEmpty() || connection.couldTake(answer);
        return fits ? answer : encoding.apply(nothing());
    }

    private Recovery recover(@Nullable Position since) {
        if (since == null || !since.epoch().equals(epoch()) || since.offset() < 0 || since.offset() > newest) {
            return nothing();
        }
        List<Posting> missed = history == null ? List.of() : history.since(since.offset(), topics.now());
        return missed.size() == newest - since.offset() ? new Recovery(true, epoch(), newest, missed) : nothing();
    }

    private Recovery nothing() {
        return new Recovery(false, epoch(), newest, List.of());
    }

    /** Has a connection leave. */
    Outcome leave(WireConnection connection) {
        synchronized (this) {
            if (!subscribers.remove(connection)) {
                return tenure.isOver() ? Outcome.RETIRED : Outcome.NOTHING;
            }
            try {
                connection.exit(this);
                if (history != null) {
                    history.left(topics.now());
                    changed();
                }
                topics.left(this, connection, subscribers.isEmpty());
                tellOthers(connection, false);
            } finally {
                tenure.settle();
            }
        }
        topics.fire(name);
        return Outcome.DONE;
    }

    @Override
    public void ended(WireConnection connection) {
        leave(connection);
        topics.giveUpSurplus();
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
        history.expire(topics.now());
        return history.last(most);
    }

    /** All that it keeps, also what is for some only; it takes no lock to find out that it keeps nothing. */
    List<Posting> kept() {
        if (history == null) {
            return List.of();
        }
        synchronized (this) {
            history.expire(topics.now());
            return history.all();
        }
    }

    private String epoch() {
        String made = epoch;
        if (made == null) {
            made = topics.epoch(life);
            epoch = made;
        }
        return made;
    }

    // the end

    /** Its time has come: gives up what has been kept for long enough, and itself if it is of no use any more. */
    synchronized void expire() {
        if (history != null && !tenure.isOver()) {
            history.expire(topics.now());
            changed();
            tenure.look(history);
        }
    }

    /** Gives up all that it keeps, unless somebody has joined it. */
    synchronized void giveUp() {
        if (!tenure.isOver() && subscribers.isEmpty()) {
            changed();
            tenure.end();
        }
    }

    // what outlives the server

    /** What has it written; {@code null} if it ends with the server. */
    @Nullable
    Filing filing() {
        return filing;
    }

    /** There is something that the store does not know. */
    void changed() {
        if (filing != null) {
            filing.changed();
        }
    }

    /** Goes on with what it was before the server was started anew; before anybody uses it. */
    synchronized void restore(Life before, long oldest, List<Posting> postings) {
        epoch = before.epoch();
        newest = before.newest();
        if (filing != null) {
            filing.restore(before, oldest, postings, topics.now());
        }
        tenure.settle();
    }

    /** What it is now. Under its lock. */
    Life life(long lastLeft) {
        return new Life(life, name, epoch(), newest, lastLeft, topics.now());
    }

    /** Whether it is of no use any more. Under its lock. */
    boolean isRetired() {
        return tenure.isOver();
    }

    /** Keeps nothing more, and whoever still comes gets another one. Under its lock. */
    void conclude() {
        if (!subscribers.isEmpty() && history != null) {
            history.left(topics.now());
        }
        tenure.end();
    }
}
