package io.capstan.wamp.broker;

import io.capstan.wamp.Session;
import io.capstan.wire.WireConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sessions of a realm that have subscribed to something. Thread-safe. */
final class Seats {
    private final Map<Long, Seat> bySession = new ConcurrentHashMap<>();
    /** Those with a WebSocket, by the id of the connection. */
    private final Map<String, Seat> byConnection = new ConcurrentHashMap<>();

    /** That of a session. */
    Seat of(Session session, Subscriptions subscriptions) {
        Seat known = bySession.get(session.id());
        if (known != null) {
            return known;
        }
        Seat seat = new Seat(session, subscriptions);
        bySession.put(session.id(), seat);
        session.connection().ifPresent(connection -> byConnection.put(connection.id(), seat));
        return seat;
    }

    @Nullable
    Seat get(long session) {
        return bySession.get(session);
    }

    /** Gives up that of a session, if it has one. */
    @Nullable
    Seat remove(Session session) {
        Seat seat = bySession.remove(session.id());
        if (seat != null) {
            session.connection().ifPresent(connection -> byConnection.remove(connection.id(), seat));
        }
        return seat;
    }

    /** The session of a connection; {@code null} if it speaks another dialect, or has subscribed to nothing. */
    @Nullable
    Session of(WireConnection connection) {
        Seat seat = byConnection.get(connection.id());
        return seat == null ? null : seat.session();
    }
}
