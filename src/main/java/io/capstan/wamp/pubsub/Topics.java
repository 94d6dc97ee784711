package io.capstan.wamp.pubsub;

import io.capstan.Connection;
import io.capstan.channel.Hub;
import io.capstan.channel.Payload;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.v1.UriMapping;
import io.capstan.wire.WireConnection;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The topics of a component, each there while a client has subscribed; who these are, the channels know. Thread-safe. */
final class Topics {
    private final Hub hub;
    private final String prefix;
    private final Answers answers;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, Numbered> numbers = new ConcurrentHashMap<>();

    /** The number of a topic, and how many use it. */
    private record Numbered(long id, int users) {}

    Topics(Hub hub, String prefix, Answers answers) {
        this.hub = hub;
        this.prefix = prefix;
        this.answers = answers;
    }

    /** A topic by its URI, written out. */
    ComponentTopic topic(String uri) {
        return new ComponentTopic(this, uri);
    }

    /** The channel that a topic is. */
    String channel(String uri) {
        return prefix + UriMapping.forth(uri);
    }

    /** A client subscribes that had not: the number of the subscription, which is the same for all of them. */
    long enter(String uri) {
        return numbers.merge(
                        uri,
                        new Numbered(ids.incrementAndGet(), 1),
                        (known, unused) -> new Numbered(known.id(), known.users() + 1))
                .id();
    }

    /** A client has given up its subscription. */
    void exit(String uri) {
        numbers.computeIfPresent(
                uri, (any, known) -> known.users() == 1 ? null : new Numbered(known.id(), known.users() - 1));
    }

    /** The number of a topic; empty if no client has subscribed. */
    Optional<Long> number(String uri) {
        return Optional.ofNullable(numbers.get(uri)).map(Numbered::id);
    }

    boolean join(String uri, WireConnection connection, Optional<Protocol> protocol, long id, Runnable greeting) {
        return hub.joinAs(channel(uri), connection, new TopicDialect(uri, id, protocol), greeting);
    }

    boolean leave(String uri, Connection connection) {
        return hub.wire(connection)
                .filter(wire -> hub.leave(channel(uri), wire))
                .isPresent();
    }

    boolean has(String uri, Connection connection) {
        return hub.wire(connection).filter(wire -> hub.has(channel(uri), wire)).isPresent();
    }

    Optional<WireConnection> wire(Connection connection) {
        return hub.wire(connection);
    }

    Stream<WireConnection> members(String uri) {
        return hub.members(channel(uri));
    }

    int members(ComponentTopic topic) {
        return hub.size(channel(topic.id()));
    }

    void broadcast(String uri, @Nullable Object event, Collection<String> exclude, Collection<String> eligible) {
        Payload payload = Payload.of(new TopicContent(answers.arguments(event)));
        Set<String> none = Set.copyOf(exclude);
        Set<String> only = Set.copyOf(eligible);
        String channel = channel(uri);
        hub.afterCommit(() -> {
            if (only.isEmpty()) {
                hub.publish(channel, payload, none);
            } else {
                hub.publishTo(
                        channel,
                        payload,
                        connection -> only.contains(connection.id()) && !none.contains(connection.id()),
                        false);
            }
        });
    }
}
