package io.capstan.wamp.session;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.WireConnection;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/** What brings the messages of one client, and takes those for it. All methods may be called by any thread. */
public interface Transport {
    /** Sends a message behind all that were sent before. The caller may hold a lock. */
    void send(WampMessage message);

    /** As {@link #send}, unless the message is larger than the client or the outbox takes; whether it was not. */
    default boolean offer(WampMessage message) {
        send(message);
        return true;
    }

    /** Sends what waits, and ends the transport. */
    void close(CloseCode code, String reason);

    /** Runs a task where messages of the client are handled, in its turn, unless the transport has ended by then. */
    Future<?> later(Duration delay, Runnable task);

    /** Who the client is, as far as it was found out before it said a word. */
    Caller caller();

    /** The client is known by another name from now on: it has authenticated, or is not in a realm any more. */
    void caller(Caller known);

    /** The HTTP session that the client came with. */
    Optional<HttpSession> httpSession();

    /** Where the client is, for counting attempts. */
    String origin();

    /** The subprotocol, for those who look at sessions: {@code wamp.2.json}. */
    String description();

    /** What is known of it beside that, for the same. */
    default Map<String, Object> properties() {
        return Map.of("type", "websocket");
    }

    /** How messages are written for its WebSocket; empty if it has none. */
    Optional<Protocol> protocol();

    /** The WebSocket; empty if it is something else. */
    Optional<WireConnection> connection();
}
