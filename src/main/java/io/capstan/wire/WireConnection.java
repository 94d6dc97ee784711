package io.capstan.wire;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.CloseInfo.Initiator;
import io.capstan.Connection;
import io.capstan.Connection.ConnectionClosedException;
import io.capstan.Handshake;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A connection: what the application holds in its hand, and what the engine reports to.
 *
 * <p>Its end has one owner, {@link #end}: whoever is first, the peer, the application, the heartbeat or a broken write,
 * decides how it ended, and the listener is told once.
 */
public final class WireConnection extends SendingConnection {
    private static final System.Logger LOG = System.getLogger(WireConnection.class.getName());
    private static final AtomicReferenceFieldUpdater<WireConnection, Closing> CLOSING =
            AtomicReferenceFieldUpdater.newUpdater(WireConnection.class, Closing.class, "closing");
    private static final AtomicReferenceFieldUpdater<WireConnection, CloseInfo> ENDED =
            AtomicReferenceFieldUpdater.newUpdater(WireConnection.class, CloseInfo.class, "ended");

    private final String id = ConnectionId.next();
    private final Class<?> component;
    private final Handshake handshake;
    private final Inbox inbox;
    private final Listener listener;

    /** How this side means to end it; set once. */
    private volatile @Nullable Closing closing;
    /** How it ended; set once. */
    private volatile @Nullable CloseInfo ended;

    private volatile boolean compressed;
    private volatile Caller caller;
    private volatile Optional<HttpSession> httpSession;
    private volatile @Nullable Throwable error;

    /** Who is told how the connection ended. */
    @FunctionalInterface
    public interface Listener {
        /** The connection has ended. Called once, by any thread. */
        void ended(CloseInfo info);

        /** The time of a task has come that {@link Connection#schedule} has got. To be run elsewhere, in its turn. */
        default void due(Runnable task) {
            task.run();
        }
    }

    /** A connection that has just been opened; what comes by it is not counted. */
    WireConnection(Identity identity, Wire wire, OutboxOptions options, WireSupport support, Listener listener) {
        this(identity, wire, options, new Inbox(null, Long.MAX_VALUE), support, listener);
    }

    /**
     * A connection that has just been opened.
     *
     * @param inbox where what comes is counted
     */
    public WireConnection(
            Identity identity, Wire wire, OutboxOptions options, Inbox inbox, WireSupport support, Listener listener) {
        super(identity, wire, options, support);
        this.component = identity.component();
        this.handshake = identity.handshake();
        this.caller = identity.caller();
        this.httpSession = identity.session();
        this.inbox = inbox;
        this.listener = listener;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    /** The caller has authenticated after the handshake, or again. Its name stays, once the connection is listed. */
    public void caller(Caller authenticated) {
        caller = authenticated;
        watch().until(Deadline.of(authenticated));
    }

    /** The caller has this much time to authenticate, or the connection closes with 4408. */
    public void awaitCaller(Duration time) {
        watch().until(Deadline.toAuthenticate(time, support().clock()));
    }

    /** Whether the caller has still to authenticate. */
    public boolean awaitsCaller() {
        return watch().awaitsCaller();
    }

    @Override
    public Optional<HttpSession> httpSession() {
        return httpSession;
    }

    /** The HTTP session has ended. */
    public void httpSessionEnded() {
        httpSession = Optional.empty();
    }

    /** Closes the connection if the time of its caller is over; whether it was. */
    public boolean isOverdue() {
        Deadline until = watch().overdue();
        if (until == null) {
            return false;
        }
        close(until.code(), until.reason());
        return true;
    }

    /** What came from the client and waits to be handled. */
    public Inbox inbox() {
        return inbox;
    }

    /** The class that carries the route. */
    public Class<?> component() {
        return component;
    }

    /** The connection has ended: tells all that it belongs to, and belongs to nothing any more. */
    public void exitAll() {
        leaveAll().forEach(membership -> membership.ended(this));
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable task) {
        Timers timers = timers();
        Future<?> timer = timers.plan(delay, task, support().alarm(), listener::due);
        if (hasEnded()) {
            timers.cancel(); // those that end it may have been here before
        }
        return timer;
    }

    @Override
    public CompletionStage<Duration> ping() {
        if (!isOpen()) {
            return CompletableFuture.failedStage(new ConnectionClosedException(describe()));
        }
        CompletableFuture<Duration> pong = new CompletableFuture<>();
        sendPing(watch().ping(pong));
        return pong;
    }

    void sendPing(ByteBuffer payload) {
        try {
            wire().ping(payload);
        } catch (IOException e) {
            writeFailed(e);
        }
    }

    // ending

    @Override
    public boolean isOpen() {
        return closing == null && ended == null;
    }

    @Override
    public Optional<CloseInfo> closeInfo() {
        return Optional.ofNullable(ended);
    }

    @Override
    public Stats stats() {
        return watch().stats(outbox().traffic(), compressed);
    }

    /** Messages may be compressed, in both directions. Called before anything is read or written. */
    public void compressed() {
        compressed = true;
    }

    /** Whether messages may be compressed. */
    public boolean isCompressed() {
        return compressed;
    }

    /** Whether it is over, and its listener has been told or is being told. */
    public boolean hasEnded() {
        return ended != null;
    }

    /** Whether this side has begun to close, so that it takes no more messages. */
    public boolean isClosing() {
        return closing != null;
    }

    @Override
    public void close(int code, String reason) {
        if (!CloseCode.isSendable(code)) {
            throw new IllegalArgumentException("Close code " + code
                    + " may not be sent; allowed are 1000, 1001, 1003, 1007 to 1013, 3000 to 4999.");
        }
        end(code, reason);
    }

    /** Closes with 1002: what came is against a protocol that is spoken within the messages. */
    public void closeForProtocolError(String reason) {
        end(CloseCode.PROTOCOL_ERROR.code(), reason);
    }

    private void end(int code, String reason) {
        if (begin(code, reason)) {
            inbox.end(); // or the answer of the peer might never be read
            shard().inOrder(() -> outbox().end());
        }
    }

    private boolean begin(int code, String reason) {
        Closing how = Closing.of(code, reason, support().clock().getAsLong());
        return CLOSING.compareAndSet(this, null, how) && ended == null;
    }

    /** Ends a connection to whose outbox nothing gets through any more: the close frame is tried, then it is dropped. */
    @Override
    void cut(CloseCode code, String reason, @Nullable Throwable cause) {
        if (cause != null) {
            error = cause;
        }
        if (!begin(code.code(), reason)) {
            return; // its end has begun already: one close frame is enough
        }
        outbox().cut(() -> "Connection " + id + " was closed: " + reason);
        end(null);
        abortLater();
    }

    private void abortLater() {
        Wire wire = wire();
        support().afterCloseTimeout(wire::abort);
    }

    /** Ends the connection here and now, as it was meant to end. */
    void drop() {
        wire().abort();
        end(null);
    }

    @Override
    public void drained() {
        Closing how = closing;
        if (how != null) {
            wire().close(how.code(), how.reason());
        }
    }

    @Override
    public void writeFailed(Throwable cause) {
        failed(cause);
        drop();
    }

    @Override
    public void sourceFailed(Throwable cause) {
        LOG.log(Level.WARNING, () -> "A stream to " + this + " could not be read to its end", cause);
        cut(CloseCode.INTERNAL_ERROR, "Internal server error", cause);
    }

    /** Runs an action when the last that was sent has left, as far as the wire can tell. */
    public void whenLeft(Runnable action) {
        wire().whenLeft(action);
    }

    /** Something failed that will be the cause of the end, if the end comes without a close frame. */
    public void failed(Throwable cause) {
        error = cause;
    }

    /** The engine says that the connection has ended. */
    public void closed(int code, String reason) {
        end(new CloseInfo(code, reason, Initiator.PEER, Instant.now(), Optional.empty()));
        if (isClosing()) {
            abortLater(); // Tyrus reports the end of a connection whose peer has not answered yet
        }
    }

    /** Ends the connection, once. How this side meant to end it comes before what the engine made of it. */
    private void end(@Nullable CloseInfo seen) {
        CloseInfo info = Closing.end(closing, seen, Optional.ofNullable(error));
        if (ENDED.compareAndSet(this, null, info)) {
            inbox.end();
            outbox().discard(this::describe);
            watch().end(() -> new ConnectionClosedException(describe()));
            cancelTimers();
            LOG.log(Closing.severity(info), this::describe);
            listener.ended(info);
        }
    }

    @Override
    String describe() {
        return "Connection " + id + " " + Closing.describe(closing, ended) + ".";
    }

    // being watched

    /** Data came from the peer. */
    public void heard() {
        watch().heard();
    }

    /** Data came from the peer: so many bytes, with which a message is complete or not. */
    public void heard(int bytes, boolean complete) {
        watch().heard(bytes, complete);
    }

    /** A pong came from the peer. */
    public void pong(ByteBuffer payload) {
        watch().pong(payload);
    }

    /** A look at the clock: drops what does not end, leaves all else to its {@link Watch}. */
    public void tick(long now) {
        Closing how = closing;
        if (how == null) {
            if (inbox.isPaused()) {
                watch().heard(); // nobody listens to its pongs
            }
            watch().tick(now, this);
        } else if (now - how.since() > support().options().closeTimeout().toNanos()) {
            drop();
        }
    }

    @Override
    public String toString() {
        return "Connection[" + id + " " + handshake.uri().getPath() + "]";
    }
}
