package io.capstan.channel;

import io.capstan.Publication.Position;
import io.capstan.wire.Audience;
import io.capstan.wire.Membership;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A channel in use. Its lock is its own monitor: under it publications get their places, are kept, and are handed to the
 * shards; and connections join and leave. Nothing under it waits or calls an application.
 *
 * <p>One that is of no use any more retires: it does nothing from then on and says so, and the hub makes another one.
 */
final class Topic implements Membership {
    private final String name;
    private final String epoch;
    private final ChannelRule rule;
    private final Hub hub;

    /** Those who have joined, by the dialect that they speak: mostly one. */
    private final List<Section> sections = new CopyOnWriteArrayList<>();

    // Guarded by this.
    private final History history = new History();
    private long newest;
    private int size;
    private boolean retired;

    private record Section(Dialect dialect, Audience audience) {}

    Topic(String name, String epoch, ChannelRule rule, Hub hub) {
        this.name = name;
        this.epoch = epoch;
        this.rule = rule;
        this.hub = hub;
    }

    String name() {
        return name;
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
        for (Section section : sections) {
            section.audience().awaitRoom();
        }
    }

    /**
     * Publishes to all but those for whom a condition holds.
     *
     * @param except {@code null}: to all
     * @return {@code null} if it is retired
     */
    @Nullable
    Posting publish(Payload payload, @Nullable Predicate<WireConnection> except) {
        synchronized (this) {
            if (retired) {
                return null;
            }
            long now = hub.now();
            newest++;
            Posting posting = new Posting(name, epoch, newest, payload, now);
            history.add(posting, rule, now);
            for (Section section : sections) {
                hand(section, section.dialect().encode(posting), except);
            }
            retireIfUnused();
            return posting;
        }
    }

    /** Publishes to those for whom a condition holds: no publication that has a place. */
    Posting publishTo(Payload payload, Predicate<WireConnection> only) {
        Posting posting = new Posting(name, epoch, 0, payload, hub.now());
        synchronized (this) {
            for (Section section : sections) {
                hand(section, section.dialect().encode(posting), only.negate());
            }
        }
        return posting;
    }

    private static void hand(Section section, Outgoing message, @Nullable Predicate<WireConnection> except) {
        Audience audience = section.audience();
        if (except == null) {
            audience.hand(message, null);
            return;
        }
        List<WireConnection> left =
                audience.all().stream().filter(except).limit(2).toList();
        if (left.size() < 2) {
            audience.hand(message, left.isEmpty() ? null : left.get(0));
        } else {
            Audience.hand(audience.all().stream().filter(except.negate()).toList(), message);
        }
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
            boolean joins = find(connection) == null;
            if (joins && !connection.enter(this)) {
                retireIfUnused();
                return Outcome.NOTHING;
            }
            if (answer != null) {
                connection.hand(answer.apply(recover(position)));
            }
            if (!joins) {
                return Outcome.NOTHING;
            }
            audience(dialect).add(connection);
            size++;
            hub.joined(this, connection, size == 1);
            tellOthers(connection, true);
        }
        hub.fire(name);
        return Outcome.DONE;
    }

    /** Has a connection leave. */
    Outcome leave(WireConnection connection) {
        synchronized (this) {
            Section section = find(connection);
            if (section == null) {
                return retired ? Outcome.RETIRED : Outcome.NOTHING;
            }
            section.audience().remove(connection);
            connection.exit(this);
            size--;
            hub.left(this, connection, size == 0);
            tellOthers(connection, false);
            retireIfUnused();
        }
        hub.fire(name);
        return Outcome.DONE;
    }

    @Override
    public void ended(WireConnection connection) {
        leave(connection);
    }

    private void tellOthers(WireConnection connection, boolean joined) {
        if (!rule.notices()) {
            return;
        }
        Notice notice = new Notice(name, connection, joined);
        for (Section section : sections) {
            section.dialect().encode(notice).ifPresent(message -> section.audience()
                    .hand(message, connection));
        }
    }

    private Recovery recover(@Nullable Position since) {
        history.expire(rule, hub.now());
        boolean known = since != null && since.epoch().equals(epoch) && since.offset() >= 0 && since.offset() <= newest;
        if (!known || !history.reachesBackTo(since.offset(), newest)) {
            return new Recovery(false, epoch, newest, List.of());
        }
        return new Recovery(true, epoch, newest, history.since(since.offset()));
    }

    private @Nullable Section find(WireConnection connection) {
        for (Section section : sections) {
            if (section.audience().find(connection.id()) != null) {
                return section;
            }
        }
        return null;
    }

    private Audience audience(Dialect dialect) {
        for (Section section : sections) {
            if (section.dialect() == dialect) {
                return section.audience();
            }
        }
        Audience audience = new Audience();
        sections.add(new Section(dialect, audience));
        return audience;
    }

    // looking

    boolean has(WireConnection connection) {
        return find(connection) != null;
    }

    synchronized int size() {
        return size;
    }

    Stream<WireConnection> members() {
        return sections.stream().flatMap(section -> section.audience().all().stream());
    }

    synchronized List<Posting> history(int most) {
        history.expire(rule, hub.now());
        return history.last(most);
    }

    /** Gives up what has been kept for long enough, and itself if it is of no use any more. */
    synchronized void expire() {
        history.expire(rule, hub.now());
        retireIfUnused();
    }

    private void retireIfUnused() {
        if (size == 0 && history.isEmpty()) {
            retired = true;
            hub.retire(this);
        }
    }
}
