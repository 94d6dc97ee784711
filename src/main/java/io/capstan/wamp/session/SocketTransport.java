package io.capstan.wamp.session;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.rawsocket.RawSocketLink;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.Outgoing;
import io.capstan.wire.WireConnection;
import jakarta.servlet.http.HttpSession;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

/** A WebSocket, or a connection by RawSocket, that brings WAMP v2. */
final class SocketTransport implements Transport {
    private final WireConnection connection;
    private final ConnectionRegistry registry;
    /** What was agreed upon by RawSocket; empty for a WebSocket. */
    private final Optional<RawSocketLink> raw;

    /** Changes with the first frame, if it does. */
    private volatile Protocol protocol;

    SocketTransport(WireConnection connection, Protocol protocol, ConnectionRegistry registry) {
        this.connection = connection;
        this.protocol = protocol;
        this.registry = registry;
        this.raw = connection.attribute(RawSocketLink.ATTRIBUTE, RawSocketLink.class);
    }

    /** The messages of a frame. */
    List<WampMessage> read(String frame) throws ProtocolViolation {
        Protocol spoken = protocol.spokenIn(frame);
        protocol = spoken;
        return spoken.decode(frame);
    }

    /** The messages of a frame. */
    List<WampMessage> read(ByteBuffer frame) throws ProtocolViolation {
        return raw.isPresent() ? protocol.decodeBytes(frame) : protocol.decode(frame);
    }

    @Override
    public void send(WampMessage message) {
        Outgoing frame = protocol.encode(message);
        if (connection.couldTake(frame)) {
            connection.enqueue(frame);
        } else if (!(message instanceof WampMessage.Event && connection.omits(frame))) {
            close(CloseCode.TOO_BIG, message.kind() + " of " + frame.bytes() + " bytes is too large");
        }
    }

    @Override
    public boolean offer(WampMessage message) {
        Outgoing frame = protocol.encode(message);
        boolean fits = connection.couldTake(frame);
        if (fits) {
            connection.enqueue(frame);
        }
        return fits;
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (code == CloseCode.PROTOCOL_ERROR) {
            connection.closeForProtocolError(reason);
        } else {
            connection.close(code, reason);
        }
    }

    @Override
    public Future<?> later(Duration delay, Runnable task) {
        return connection.schedule(delay, task);
    }

    @Override
    public Caller caller() {
        return connection.caller();
    }

    @Override
    public void caller(Caller known) {
        registry.recognise(connection, known);
    }

    @Override
    public Optional<HttpSession> httpSession() {
        return connection.httpSession();
    }

    @Override
    public String origin() {
        return connection.handshake().remoteAddress().getHostString();
    }

    @Override
    public String description() {
        return protocol.subprotocol();
    }

    @Override
    public Map<String, Object> properties() {
        return raw.<Map<String, Object>>map(link ->
                        Map.of("type", "rawsocket", "max_bytes", link.longest(), "events_left_out", link.omitted()))
                .orElseGet(Transport.super::properties);
    }

    @Override
    public Optional<Protocol> protocol() {
        return Optional.of(protocol);
    }

    @Override
    public Optional<WireConnection> connection() {
        return Optional.of(connection);
    }
}
