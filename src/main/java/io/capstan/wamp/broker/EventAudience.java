package io.capstan.wamp.broker;

import io.capstan.wamp.Session;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.Audience;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sessions that get events without having joined a channel. Those with a WebSocket get them as the members of a channel do:
 * written once for each format, and handed to the shards once. Its lock is its own monitor, below those of the channels: under
 * it sessions come and go and events are handed on, so that nobody gets one before it was greeted or after it has left.
 */
final class EventAudience {
    private final Map<Protocol, Audience> audiences = new HashMap<>(2);
    /** Those with a WebSocket, by the ids of their connections. */
    private final Map<String, Session> connected = new HashMap<>();
    /** The others, by their ids. */
    private final Map<Long, Session> unconnected = new HashMap<>(2);

    /** Adds one; whether it was not there. */
    synchronized boolean add(Session session, Runnable greeting) {
        Optional<WireConnection> connection = session.connection();
        Optional<Protocol> protocol = session.protocol();
        if (connection.isEmpty() || protocol.isEmpty()) {
            if (unconnected.putIfAbsent(session.id(), session) != null) {
                return false;
            }
            greeting.run();
            return true;
        }
        if (connected.putIfAbsent(connection.get().id(), session) != null) {
            return false;
        }
        greeting.run();
        audiences.computeIfAbsent(protocol.get(), any -> new Audience()).add(connection.get());
        return true;
    }

    /** Removes one; whether it was there. */
    synchronized boolean remove(Session session) {
        if (unconnected.remove(session.id()) != null) {
            return true;
        }
        Optional<WireConnection> connection = session.connection().filter(each -> connected.remove(each.id(), session));
        connection.ifPresent(each -> {
            audiences.values().forEach(audience -> audience.remove(each));
            audiences.values().removeIf(Audience::isEmpty);
        });
        return connection.isPresent();
    }

    /**
     * Hands an event on.
     *
     * @param body what it is an event of
     * @param key by which a newer one may replace it in an outbox
     * @param except the ids of the connections that are left out
     */
    synchronized void tell(WampMessage.Event event, EventBody body, Optional<String> key, Set<String> except) {
        boolean toAll = body.filter().onlyExcludesSessions(); // these are among the connections that are left out
        audiences.forEach((protocol, audience) -> {
            Outgoing message = protocol.encode(event).keyed(key);
            if (toAll) {
                audience.handExcept(message, except);
            } else {
                Audience.hand(meant(audience, body, except), message);
            }
        });
        for (Session session : unconnected.values()) {
            if (body.isFor(session)) {
                session.send(event);
            }
        }
    }

    private List<WireConnection> meant(Audience audience, EventBody body, Set<String> except) {
        return audience.all().stream()
                .filter(each -> !except.contains(each.id()) && isFor(each, body))
                .toList();
    }

    private boolean isFor(WireConnection connection, EventBody body) {
        Session session = connected.get(connection.id());
        return session != null && body.isFor(session);
    }
}
