package io.capstan.wamp.broker;

import io.capstan.Connection;
import io.capstan.channel.Hub;
import io.capstan.channel.Payload;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.broker.Retained.RetainedEvent;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Publishes to the topics of a realm, and retains what is to be retained. */
final class Publications {
    private static final System.Logger LOG = System.getLogger(Publications.class.getName());

    private final TopicNames names;
    private final Hub hub;
    private final Seats seats;
    private final Retained retained;

    /**
     * Whoever subscribes by pattern and wants what was retained does so while nothing is retained, since no lock of a channel
     * stands for all that match: so it misses nothing between both, and gets nothing twice.
     */
    private final ReadWriteLock retaining = new ReentrantReadWriteLock();

    Publications(TopicNames names, Hub hub, Seats seats, Retained retained) {
        this.names = names;
        this.hub = hub;
        this.seats = seats;
        this.retained = retained;
    }

    /** How many bytes may be published to a topic at once. */
    int largest(String topic) {
        return hub.rule(names.channel(topic)).largest();
    }

    /** Publishes what the router itself has to say. Never fails: whoever joins or subscribes is not to blame for a rule. */
    void publish(String topic, EventBody body) {
        if (body.arguments().bytes() > largest(topic)) {
            LOG.log(
                    Level.WARNING,
                    "An event of {0} is not published, since the rule of the channel {1} takes {2} bytes only",
                    topic,
                    names.channel(topic),
                    String.valueOf(largest(topic)));
            return;
        }
        hub.publish(names.channel(topic), Payload.of(new WampContent(body, () -> {})));
    }

    /** Publishes what a session has to say. */
    void publish(String topic, EventBody body, Session publisher, boolean retain) {
        if (!retain) {
            publish(topic, body, publisher, () -> {});
            return;
        }
        retaining.readLock().lock();
        try {
            publish(topic, body, publisher, () -> retained.put(topic, body));
        } finally {
            retaining.readLock().unlock();
        }
    }

    private void publish(String topic, EventBody body, Session publisher, Runnable onPlaced) {
        Payload payload = Payload.of(new WampContent(body, onPlaced));
        Filter filter = body.filter();
        if (filter.onlyExcludesSessions()) {
            hub.publish(names.channel(topic), payload, leftOut(body, publisher));
            return;
        }
        boolean kept = filter.sessions().isAll(); // ids of sessions say nothing when somebody asks later
        hub.publishTo(
                names.channel(topic),
                payload,
                connection -> {
                    Session session = seats.of(connection);
                    return session == null ? filter.admitsStrangers() : body.isFor(session);
                },
                kept);
    }

    /** The ids of the connections whose sessions get nothing of it. */
    private Set<String> leftOut(EventBody body, Session publisher) {
        Stream<Session> excluded = body.filter().sessions().excluded().stream()
                .map(seats::get)
                .flatMap(Stream::ofNullable)
                .map(Seat::session);
        return Stream.concat(body.notTo() == publisher.id() ? Stream.of(publisher) : Stream.empty(), excluded)
                .flatMap(session -> session.connection().stream())
                .map(Connection::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Runs what has a session subscribe that wants to know what was retained. */
    void whileNothingIsRetained(MatchPolicy match, Runnable subscribing) {
        if (match == MatchPolicy.EXACT) {
            subscribing.run(); // under the lock of the channel
            return;
        }
        retaining.writeLock().lock();
        try {
            subscribing.run();
        } finally {
            retaining.writeLock().unlock();
        }
    }

    /** What was retained for a session: of each topic the last one. */
    List<RetainedEvent> retained(String uri, MatchPolicy match, Session session) {
        return retained.find(uri, match, session);
    }
}
