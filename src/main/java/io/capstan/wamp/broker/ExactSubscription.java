package io.capstan.wamp.broker;

import io.capstan.channel.Hub;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.WireConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** To one topic: connections join its channel; sessions that have none follow it. */
final class ExactSubscription extends Subscription {
    private final Hub hub;
    private final String channel;
    private final Map<Protocol, EventDialect> dialects = new ConcurrentHashMap<>(2);
    private final EventAudience others = new EventAudience();

    ExactSubscription(long id, String topic, Instant created, Hub hub, String channel) {
        super(id, topic, MatchPolicy.EXACT, created);
        this.hub = hub;
        this.channel = channel;
    }

    @Override
    boolean join(Session session, Runnable greeting) {
        Optional<WireConnection> connection = session.connection();
        Optional<Protocol> protocol = session.protocol();
        if (connection.isEmpty() || protocol.isEmpty()) {
            return others.add(session, greeting);
        }
        EventDialect dialect = dialects.computeIfAbsent(protocol.get(), any -> new EventDialect(this, any));
        return hub.joinAs(channel, connection.get(), dialect, greeting);
    }

    @Override
    void leave(Session session) {
        if (!others.remove(session)) {
            session.connection().ifPresent(connection -> hub.leave(channel, connection));
        }
    }

    @Override
    boolean reaches(String topic) {
        return true;
    }

    /** Whether its subscribers get this. */
    boolean concerns(EventBody body) {
        return isGenuine(uri(), body);
    }

    @Override
    WampMessage.Event event(String topic, EventBody body) {
        return new WampMessage.Event(id(), body.publication(), body.details(), body.arguments());
    }

    /** Tells those that have joined no channel. Under the lock of the channel. */
    void tellOthers(EventBody body) {
        if (concerns(body)) {
            others.tell(event(uri(), body), body, Optional.empty(), Set.of());
        }
    }
}
