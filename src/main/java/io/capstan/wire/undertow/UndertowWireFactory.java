package io.capstan.wire.undertow;

import io.capstan.wire.EngineThreads;
import io.capstan.wire.Transport;
import io.capstan.wire.Wire;
import io.capstan.wire.WireFactory;
import io.capstan.wire.WireMismatchException;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.jsr.ServerWebSocketContainer;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.ssl.SslConnection;

/** Makes wires for the connections of Undertow's own WebSocket container. */
public final class UndertowWireFactory implements WireFactory {
    private final BusyPolls polls = new BusyPolls();

    @Override
    public String name() {
        return UndertowWire.NAME;
    }

    @Override
    public void start(ServerContainer container) throws WireMismatchException {
        if (!(container instanceof ServerWebSocketContainer)) {
            throw new WireMismatchException("the WebSocket container is not Undertow's but a "
                    + container.getClass().getName());
        }
        GuardProbe.run();
    }

    @Override
    public void busyPoll(Duration longest) {
        polls.last(longest);
    }

    @Override
    public void stop() {
        polls.stop();
    }

    @Override
    public boolean compresses() {
        return true;
    }

    @Override
    public @Nullable Object handshake() {
        ServletRequestContext context = ServletRequestContext.current();
        return context != null && context.getExchange().getConnection() instanceof HttpServerConnection connection
                ? connection.getChannel()
                : null;
    }

    @Override
    public Wire open(Session session, @Nullable Object kept, Transport transport) throws WireMismatchException {
        if (!(session instanceof UndertowSession undertow)) {
            throw new WireMismatchException(
                    "a session is a " + session.getClass().getName() + ", not a " + UndertowSession.class.getName());
        }
        if (!(kept instanceof StreamConnection connection)) {
            throw new WireMismatchException("the handshake left no connection, but " + kept);
        }
        boolean stays = connection instanceof SslConnection; // the engine's TLS is for one writing thread
        FrameGuard guard = install(undertow.getWebSocketChannel(), connection.getSinkChannel(), stays);
        return new UndertowWire(undertow, transport, guard, connection.getSourceChannel(), polls);
    }

    /** Runs tasks in their order among the session's messages, on threads that belong to no application. */
    private static Executor deliveries(UndertowSession session) {
        return task -> EngineThreads.as(session, () -> session.getExecutor().execute(task));
    }

    /** Puts a gate before what the engine reads. */
    private static SourceGate install(ConduitStreamSourceChannel source, Executor deliveries) {
        SourceGate gate = new SourceGate(source.getConduit(), deliveries);
        source.setConduit(gate);
        return gate;
    }

    /** Puts a guard on top of what the engine writes into, while it writes nothing. */
    private static FrameGuard install(WebSocketChannel channel, ConduitStreamSinkChannel sink, boolean stays) {
        synchronized (channel) { // held by the engine while it writes
            FrameGuard guard = new FrameGuard(sink.getConduit(), stays);
            sink.setConduit(guard);
            return guard;
        }
    }
}
