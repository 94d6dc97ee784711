package io.capstan.endpoint;

import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.component.Callbacks;
import io.capstan.component.Component;
import io.capstan.component.NonBlocking;
import io.capstan.gate.Passage;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.Deliveries;
import io.capstan.wire.EngineThreads;
import io.capstan.wire.Identity;
import io.capstan.wire.Inbox;
import io.capstan.wire.Wire;
import io.capstan.wire.WireConnection;
import jakarta.websocket.CloseReason;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One session of the engine: turns its callbacks into calls of a connection and its component. */
final class EngineSession
        implements WireConnection.Listener,
                Authentication.Guest,
                MessageHandler.Whole<PongMessage>,
                Deliveries,
                Consumer<Object>,
                BooleanSupplier {
    private static final System.Logger LOG = System.getLogger(EngineSession.class.getName());
    private static final Runnable NOTHING = () -> {};

    private final Terms terms;
    private final Callbacks callbacks;
    private final Incoming incoming;
    /** {@code null} where messages go straight through. */
    private final @Nullable Inlet inlet;

    private final Session session;
    /** Gives back what the gate has taken for it. */
    private final Runnable lease;

    private final Runnable afterwards;

    /** Whether messages come on a thread that must not block. */
    private final boolean direct;

    private volatile Runnable leaveHttpSession = NOTHING;

    /** @param afterwards runs when the component has been told that the connection is over */
    EngineSession(Session session, Passage passage, Terms terms, Runnable afterwards) {
        this.terms = terms;
        this.session = session;
        this.lease = passage.lease();
        this.afterwards = afterwards;
        Runtime runtime = terms.runtime();
        Component component = terms.component();
        Wire wire = runtime.wire(session, passage);
        boolean compressed = passage.inflater()
                .filter(inflater -> runtime.compress(wire, passage, inflater))
                .isPresent();
        Inbox inbox = runtime.inbox(session, passage, wire);
        WireConnection connection = new WireConnection(
                new Identity(
                        component.type(),
                        passage.handshake(),
                        passage.caller(),
                        passage.attributes(),
                        passage.session()),
                wire,
                terms.options().outbox(),
                inbox,
                terms.support(),
                this);
        if (compressed) {
            connection.compressed();
        }
        MessageOptions messages = terms.options().messages();
        this.callbacks = new Callbacks(component, connection, terms.invoker(), this);
        this.inlet = runtime.inlets().open(messages, connection, inbox, this);
        this.incoming =
                new Incoming(connection, streams(connection), messages.largest(), inlet == null ? this : inlet::offer);
        passage.inflater().ifPresent(inflater -> inflater.limit(incoming.largest()));
        this.direct = component.bean() instanceof NonBlocking
                && inlet == null
                && !terms.authentication().mayBlock(connection)
                && wire.deliver(this);
    }

    /** Those parts of messages that the component takes as they come, if it takes any. */
    private @Nullable IncomingStreams streams(WireConnection connection) {
        return callbacks.streamsText() || callbacks.streamsBinary()
                ? new IncomingStreams(
                        connection,
                        terms.authentication(),
                        callbacks,
                        terms.largestStream(),
                        inlet == null ? null : inlet.streams())
                : null;
    }

    /** The connection has ended. */
    @Override
    public void ended(CloseInfo info) {
        WireConnection connection = connection();
        ConnectionRegistry registry = terms.runtime().connections();
        lease.run(); // first: who sees that a connection has gone may take its place at once
        registry.remove(connection);
        leaveHttpSession.run();
        callbacks.ending();
        behindMessages(() -> {
            incoming.end();
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
        return connection().isClosing();
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
            EngineThreads.as(session, () -> Sessions.executor(session).execute(once));
        } catch (RejectedExecutionException stopped) {
            once.run();
        }
    }

    /** Starts the life of the connection, with {@code onOpen} if its caller is known. */
    void open(Passage passage) {
        Runtime runtime = terms.runtime();
        passage.session().ifPresent(httpSession -> EngineLogout.leaveToCapstan(session, httpSession));
        Runnable leave = runtime.httpSessions().join(connection());
        leaveHttpSession = leave;
        terms.authentication().begin(this, passage);
        if (connection().hasEnded()) {
            leave.run();
        }
        if (passage.inflater().isPresent() && !connection().isCompressed()) { // the wire was given up behind the 101
            connection().close(CloseCode.INTERNAL_ERROR, "No compression here");
        }
        if (runtime.isStopping()) {
            connection().close(CloseCode.GOING_AWAY, Runtime.GOODBYE);
        }
    }

    @Override
    public WireConnection connection() {
        return incoming.connection();
    }

    @Override
    public void admitted() {
        LOG.log(Level.DEBUG, () -> connection() + " was opened");
        terms.runtime().connections().add(connection());
        callbacks.open();
    }

    /** A message is complete and may be handled: a {@code String} or a {@code ByteBuffer}. */
    @Override
    public void accept(Object message) {
        if (message instanceof ByteBuffer binary) {
            if (terms.authentication().passesBinary(connection())) {
                handle(binary);
            }
        } else if (terms.authentication().passes(this, (String) message)) {
            handle((String) message);
        }
    }

    private void handle(String text) {
        if (direct) {
            callbacks.messageHere(text);
        } else {
            callbacks.message(text);
        }
    }

    private void handle(ByteBuffer binary) {
        if (direct) {
            callbacks.messageHere(binary);
        } else {
            callbacks.message(binary);
        }
    }

    @Override
    public void text(String part, boolean last) {
        incoming.text(part, last);
    }

    @Override
    public void binary(byte[] part, boolean last) {
        incoming.onMessage(part, last);
    }

    @Override
    public void pong(ByteBuffer payload) {
        connection().pong(payload);
    }

    @Override
    public void failed(Throwable error) {
        error(error);
    }

    /** Has the session hand over bytes and pongs here; text comes by {@link #text}. */
    void handle(Session same) {
        same.addMessageHandler(byte[].class, incoming);
        same.addMessageHandler(PongMessage.class, this);
    }

    @Override
    public void onMessage(PongMessage pong) {
        connection().pong(pong.getApplicationData());
    }

    void closed(CloseReason reason) {
        String phrase = reason.getReasonPhrase();
        connection().closed(reason.getCloseCode().getCode(), phrase == null ? "" : phrase);
    }

    void error(Throwable error) {
        LOG.log(Level.DEBUG, () -> "the transport of " + connection() + " failed", error);
        connection().failed(error);
        callbacks.error(error);
    }
}
