package io.capstan.endpoint;

import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.component.Callbacks;
import io.capstan.component.Component;
import io.capstan.gate.Passage;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.EngineThreads;
import io.capstan.wire.Identity;
import io.capstan.wire.Inbox;
import io.capstan.wire.Wire;
import io.capstan.wire.WireConnection;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One session of the engine: turns its callbacks into calls of a connection and its component. */
final class EngineSession implements WireConnection.Listener, BooleanSupplier {
    private static final System.Logger LOG = System.getLogger(EngineSession.class.getName());

    private final WireConnection connection;
    private final Callbacks callbacks;
    private final Authentication authentication;
    private final IncomingStreams streams;
    private final Incoming incoming;
    /** {@code null} where messages go straight through. */
    private final @Nullable Inlet inlet;

    private final Runtime runtime;
    private final Passage passage;
    private final Session session;
    private final Executor engine;
    private final Runnable afterwards;
    /** Whether the engine understands what the client sends. */
    private final boolean readable;

    private volatile Runnable leaveHttpSession = () -> {};

    /** @param afterwards runs when the component has been told that the connection is over */
    EngineSession(Session session, Passage passage, Component component, Runtime runtime, Runnable afterwards) {
        this.runtime = runtime;
        this.passage = passage;
        this.session = session;
        this.engine = Sessions.executor(session);
        this.afterwards = afterwards;
        ConnectionOptions options = runtime.options().of(component.type());
        Wire wire = runtime.wire(session, passage);
        this.readable = passage.inflater()
                .map(inflater -> runtime.compress(wire, passage, inflater))
                .orElse(true);
        Inbox inbox = runtime.inbox(session, passage, wire);
        this.connection = new WireConnection(
                new Identity(
                        component.type(),
                        passage.handshake(),
                        passage.caller(),
                        passage.attributes(),
                        passage.session()),
                wire,
                options.outbox(),
                inbox,
                runtime.wireSupport().with(options.wire()),
                this);
        if (passage.inflater().isPresent()) {
            connection.compressed();
        }
        this.callbacks = new Callbacks(component, connection, runtime.invoker(options.messages()), this);
        this.authentication = new Authentication(connection, component, passage, runtime, this::admitted);
        this.inlet = runtime.inlets().open(options.messages(), connection, inbox, this::deliver);
        this.streams = new IncomingStreams(
                connection,
                authentication,
                callbacks,
                runtime.options().threads().largestStream(),
                inlet == null ? null : inlet.streams());
        this.incoming = new Incoming(
                connection, streams, options.messages().largest(), inlet == null ? this::deliver : inlet::offer);
        passage.inflater()
                .ifPresent(inflater ->
                        inflater.limit(streams.largest(options.messages().largest())));
    }

    /** The connection has ended. */
    @Override
    public void accept(CloseInfo info) {
        ConnectionRegistry registry = runtime.connections();
        registry.remove(connection);
        passage.release();
        leaveHttpSession.run();
        callbacks.ending();
        behindMessages(() -> {
            streams.end();
            connection.exitAll();
            callbacks.closed(info, () -> {
                afterwards.run();
                connection.whenLeft(registry::left);
            });
        });
    }

    /** The time of a task that the component has scheduled has come. */
    @Override
    public void due(Runnable task) {
        callbacks.due(task);
    }

    /** Whether messages are dropped, since this side has begun to close. */
    @Override
    public boolean getAsBoolean() {
        return connection.isClosing();
    }

    /** Runs a task when the engine has delivered what it has read, or at once if it delivers nothing any more. */
    private void behindMessages(Runnable task) {
        Runnable behindWaiting = () -> {
            if (inlet == null) {
                task.run();
            } else {
                inlet.end(task);
            }
        };
        FutureTask<?> once = new FutureTask<>(behindWaiting, null); // an executor may keep what it rejects
        try {
            EngineThreads.as(session, () -> engine.execute(once));
        } catch (RejectedExecutionException stopped) {
            once.run();
        }
    }

    /** Starts the life of the connection, with {@code onOpen} if its caller is known. */
    void open() {
        passage.session().ifPresent(httpSession -> EngineLogout.leaveToCapstan(session, httpSession));
        Runnable leave = runtime.httpSessions().join(connection);
        leaveHttpSession = leave;
        authentication.begin();
        if (connection.hasEnded()) {
            leave.run();
        }
        if (!readable) { // the wire was given up between the 101 and now
            connection.close(CloseCode.INTERNAL_ERROR, "No compression here");
        }
        if (runtime.isStopping()) {
            connection.close(CloseCode.GOING_AWAY, Runtime.GOODBYE);
        }
    }

    /** The caller is known, and may be here. */
    private void admitted() {
        LOG.log(Level.DEBUG, () -> connection + " was opened");
        runtime.connections().add(connection);
        callbacks.open();
    }

    /** A message is complete and may be handled. */
    private void deliver(Object message) {
        if (message instanceof ByteBuffer binary) {
            if (authentication.passesBinary()) {
                callbacks.message(binary);
            }
        } else if (authentication.passes((String) message)) {
            callbacks.message((String) message);
        }
    }

    void text(String part, boolean last) {
        incoming.text(part, last);
    }

    void binary(byte[] part, boolean last) {
        incoming.binary(part, last);
    }

    void pong(ByteBuffer payload) {
        connection.pong(payload);
    }

    void closed(CloseReason reason) {
        String phrase = reason.getReasonPhrase();
        connection.closed(reason.getCloseCode().getCode(), phrase == null ? "" : phrase);
    }

    void error(Throwable error) {
        LOG.log(Level.DEBUG, () -> "the transport of " + connection + " failed", error);
        connection.failed(error);
        callbacks.error(error);
    }
}
