package io.capstan.wamp.pubsub;

import io.capstan.Connection;
import io.capstan.PubSubComponent;
import io.capstan.wamp.session.Reception;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A topic as components see it.
 *
 * @param id its URI, written out
 */
record ComponentTopic(Topics topics, String id) implements PubSubComponent.Topic {

    @Override
    public int size() {
        return topics.members(this);
    }

    @Override
    public Stream<Connection> subscribers() {
        return topics.members(id).map(Connection.class::cast);
    }

    @Override
    public boolean has(Connection connection) {
        return topics.has(id, connection);
    }

    @Override
    public boolean add(Connection connection) {
        return connection.subprotocol().filter(Reception.SUBPROTOCOL::equals).isPresent()
                && topics.wire(connection)
                        .filter(wire -> topics.join(id, wire, Optional.empty(), 0, () -> {}))
                        .isPresent();
    }

    @Override
    public boolean remove(Connection connection) {
        return topics.leave(id, connection);
    }

    @Override
    public void broadcast(@Nullable Object event, Collection<String> exclude, Collection<String> eligible) {
        topics.broadcast(id, event, exclude, eligible);
    }
}
