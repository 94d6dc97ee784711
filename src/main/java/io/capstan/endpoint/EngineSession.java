package io.capstan.endpoint;

import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.component.Callbacks;
import io.capstan.component.Component;
import io.capstan.gate.Passage;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.EngineThreads;
import io.capstan.wire.Identity;
import io.capstan.wire.WireConnection;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;

/** One session of the engine: turns its callbacks into calls of a connection and its component. */
final class EngineSession implements WireConnection.Listener, BooleanSupplier {
    private static final System.Logger LOG = System.getLogger(EngineSession.class.getName());

    private final WireConnection connection;
    private final Callbacks callbacks;
    private final Authentication authentication;
    private final Incoming incoming;
    private final Runtime runtime;
    private final Passage passage;
    private final Session session;
    private final Executor engine;
    private final Runnable afterwards;
    private volatile Runnable leaveHttpSession = () -> {};

    /** @param afterwards runs when the component has been told that the connection is over */
    EngineSession(Session session, Passage passage, Component component, Runtime runtime, Runnable afterwards) {
        this.runtime = runtime;
        this.passage = passage;
        this.session = session;
        this.engine = Sessions.executor(session);
        this.afterwards = afterwards;
        this.connection = new WireConnection(
                new Identity(
                        component.type(),
                        passage.handshake(),
                        passage.caller(),
                        passage.attributes(),
                        passage.session()),
                runtime.wire(session, passage),
                runtime.outboxOptions(component.type()),
                runtime.wireSupport(),
                this);
        this.callbacks = new Callbacks(component, connection, runtime.invoker(), this);
        this.authentication = new Authentication(connection, component, passage, runtime, this::admitted);
        this.incoming = new Incoming(
                connection, authentication, callbacks, runtime.options().largestMessage());
    }

    /** The connection has ended. */
    @Override
    public void accept(CloseInfo info) {
        ConnectionRegistry registry = runtime.connections();
        registry.remove(connection);
        passage.release();
        leaveHttpSession.run();
        behindMessages(() -> callbacks.closed(info, () -> {
            afterwards.run();
            connection.whenLeft(registry::left);
        }));
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
        FutureTask<?> once = new FutureTask<>(task, null); // an executor may keep what it rejects
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
