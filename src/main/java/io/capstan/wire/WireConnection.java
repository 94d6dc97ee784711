package io.capstan.wire;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.CloseInfo.Initiator;
import io.capstan.Connection;
import io.capstan.ConnectionClosedException;
import io.capstan.Delivery;
import io.capstan.Handshake;
import io.capstan.Message;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection: what the application holds in its hand, and what the engine reports to.
 *
 * <p>Its end has one owner, {@link #end}: whoever is first, the peer, the application, the heartbeat or a broken write,
 * decides how it ended, and the listener is told once.
 */
public final class WireConnection implements Connection, Keeper, Outbox.Owner {
    private static final System.Logger LOG = System.getLogger(WireConnection.class.getName());
    private static final AtomicReferenceFieldUpdater<WireConnection, Closing> CLOSING =
            AtomicReferenceFieldUpdater.newUpdater(WireConnection.class, Closing.class, "closing");
    private static final AtomicReferenceFieldUpdater<WireConnection, CloseInfo> ENDED =
            AtomicReferenceFieldUpdater.newUpdater(WireConnection.class, CloseInfo.class, "ended");
    /** A reason of the peer's is part of one line of a log. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final int LONGEST_REASON = 123; // RFC 6455 §5.5: 125 bytes less the code

    private final String id = ConnectionId.next();
    private final Identity identity;
    private final WireSupport support;
    private final Wire wire;
    private final Shard shard;
    private final Outbox outbox;
    private final Inbox inbox;
    private final Watch watch;
    private final Belongings belongings;
    private final Listener listener;

    /** How this side means to end it; set once. */
    private volatile @Nullable Closing closing;
    /** How it ended; set once. */
    private volatile @Nullable CloseInfo ended;

    /** Whether {@link #shard} will flush it at the end of its sweep; used by that one only. */
    private boolean dirty;

    private volatile boolean compressed;
    private volatile Caller caller;
    private volatile Optional<HttpSession> httpSession;
    private volatile @Nullable Throwable error;

    private record Closing(int code, String reason, long since) {}

    /** Who is told once how the connection ended, by any thread. */
    @FunctionalInterface
    public interface Listener extends Consumer<CloseInfo> {
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
        this.identity = identity;
        this.caller = identity.caller();
        this.httpSession = identity.session();
        this.belongings = new Belongings(identity.attributes());
        this.wire = wire;
        this.support = support;
        this.listener = listener;
        this.shard = support.shards().assign();
        this.outbox = new Outbox(wire, options, support, this);
        this.inbox = inbox;
        this.watch = new Watch(support, Deadline.of(caller));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Handshake handshake() {
        return identity.handshake();
    }

    @Override
    public Caller caller() {
        return caller;
    }

    /** The caller has authenticated after the handshake, or again. Its name stays, once the connection is listed. */
    public void caller(Caller authenticated) {
        caller = authenticated;
        watch.until(Deadline.of(authenticated));
    }

    /** The caller has this much time to authenticate, or the connection closes with 4408. */
    public void awaitCaller(Duration time) {
        watch.until(Deadline.toAuthenticate(time, support.clock()));
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
        Deadline until = watch.overdue();
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
        return identity.component();
    }

    @Override
    public Map<String, Object> attributes() {
        return belongings.attributes();
    }

    @Override
    public Optional<Object> companion() {
        return belongings.companion();
    }

    @Override
    public Object companion(Supplier<?> maker) {
        return belongings.companion(maker);
    }

    /** Belongs to something from now on; false if the connection has ended. */
    public boolean enter(Membership membership) {
        return belongings.memberships().add(membership);
    }

    /** Belongs to it no longer. */
    public void exit(Membership membership) {
        belongings.memberships().remove(membership);
    }

    /** What it belongs to. */
    public List<Membership> memberships() {
        return belongings.listMemberships();
    }

    /** To how many things it belongs. */
    public int membershipCount() {
        return belongings.countMemberships();
    }

    /** The connection has ended: tells all that it belongs to, and belongs to nothing any more. */
    public void exitAll() {
        belongings.memberships().end().forEach(membership -> membership.ended(this));
    }

    @Override
    public Future<?> schedule(Duration delay, Runnable task) {
        Timers timers = belongings.timers();
        Future<?> timer = timers.plan(delay, task, support.alarm(), listener::due);
        if (hasEnded()) {
            timers.cancel(); // those that end it may have been here before
        }
        return timer;
    }

    // sending

    @Override
    public CompletionStage<Delivery> send(Message message) {
        Outgoing outgoing;
        try {
            outgoing = support.encoder().encode(message);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedStage(e);
        }
        return send(outgoing);
    }

    /** Sends what was encoded already. See {@link #send(Message)}. */
    public CompletionStage<Delivery> send(Outgoing message) {
        if (!couldTake(message)) {
            return CompletableFuture.failedStage(new IllegalArgumentException(
                    "A message of " + message.bytes() + " bytes is larger than the outbox; see capstan.outbox.bytes."));
        }
        CompletableFuture<Delivery> result = new CompletableFuture<>();
        if (!shard.isAhead()) {
            send(message, result);
        } else if (outbox.reserve(message)) {
            shard.inOrder(() -> {
                outbox.release(message);
                send(message, result);
            });
        } else {
            settle(outbox.refusal(), result);
        }
        return result;
    }

    /** The largest message that can be sent, in bytes. */
    public int mostBytes() {
        return outbox.mostBytes();
    }

    /** Whether a message is small enough for its outbox. */
    public boolean couldTake(Outgoing message) {
        return outbox.couldTake(message);
    }

    /** Sends it on the thread of its shard, so that the caller may hold a lock. Nobody is told what becomes of it. */
    public void hand(Outgoing message) {
        shard.behind(() -> send(message, new CompletableFuture<>()));
    }

    private void send(Outgoing message, CompletableFuture<Delivery> result) {
        watch.sends();
        settle(outbox.offer(message, result), result);
    }

    @Override
    public CompletionStage<Delivery> send(Reader text) {
        return send(Source.of(text));
    }

    @Override
    public CompletionStage<Delivery> send(InputStream binary) {
        return send(Source.of(binary));
    }

    private CompletionStage<Delivery> send(Source source) {
        OutgoingStream stream = new OutgoingStream(source, support.sources(), outbox);
        shard.inOrder(() -> {
            watch.sends();
            settle(outbox.offer(stream), stream.result());
        });
        return stream.result();
    }

    private void settle(Offer answer, CompletableFuture<Delivery> result) {
        switch (answer) {
            case TAKEN -> outbox.flush();
            case DROPPED -> result.complete(Delivery.DROPPED);
            case FULL -> {
                overflow();
                result.completeExceptionally(new ConnectionClosedException(describe()));
            }
            case CLOSED, TOO_LARGE -> result.completeExceptionally(new ConnectionClosedException(describe()));
        }
    }

    private void overflow() {
        cut(CloseCode.TRY_AGAIN_LATER, "Outbox full", null);
    }

    /** Appends what is published to many; the shard calls {@link #flushDirty} afterwards. */
    Offer append(Batch batch) {
        watch.sends();
        Offer answer = outbox.offer(batch);
        if (answer == Offer.FULL) {
            overflow();
        }
        return answer;
    }

    /** The shard that writes for it. */
    Shard shard() {
        return shard;
    }

    /** Takes note that it wants flushing; whether that is news. Used by its shard only. */
    boolean markDirty() {
        boolean news = !dirty;
        dirty = true;
        return news;
    }

    /** Writes what was appended. Used by its shard only. */
    void flushDirty() {
        dirty = false;
        outbox.flush();
    }

    @Override
    public CompletionStage<Duration> ping() {
        if (!isOpen()) {
            return CompletableFuture.failedStage(new ConnectionClosedException(describe()));
        }
        CompletableFuture<Duration> pong = new CompletableFuture<>();
        sendPing(watch.ping(pong));
        return pong;
    }

    void sendPing(ByteBuffer payload) {
        try {
            wire.ping(payload);
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
        return watch.stats(outbox.traffic(), compressed);
    }

    /** Messages may be compressed, in both directions. Called before anything is read or written. */
    public void compressed() {
        compressed = true;
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
        if (begin(code, reason)) {
            inbox.end(); // or the answer of the peer might never be read
            shard.inOrder(outbox::end);
        }
    }

    private boolean begin(int code, String reason) {
        String shortened = Utf8.truncate(reason, LONGEST_REASON);
        return CLOSING.compareAndSet(
                        this, null, new Closing(code, shortened, support.clock().getAsLong()))
                && ended == null;
    }

    /** Ends a connection to whose outbox nothing gets through any more: the close frame is tried, then it is dropped. */
    void cut(CloseCode code, String reason, @Nullable Throwable cause) {
        if (cause != null) {
            error = cause;
        }
        if (!begin(code.code(), reason)) {
            return; // its end has begun already: one close frame is enough
        }
        outbox.cut(() -> "Connection " + id + " was closed: " + reason);
        end(null);
        support.afterCloseTimeout(wire::abort);
    }

    /** Ends the connection here and now, as it was meant to end. */
    void drop() {
        wire.abort();
        end(null);
    }

    @Override
    public void inTurn(Runnable step) {
        shard.exclusively(step);
    }

    @Override
    public void drained() {
        Closing how = closing;
        if (how != null) {
            wire.close(how.code(), how.reason());
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
        wire.whenLeft(action);
    }

    /** Something failed that will be the cause of the end, if the end comes without a close frame. */
    public void failed(Throwable cause) {
        error = cause;
    }

    /** The engine says that the connection has ended. */
    public void closed(int code, String reason) {
        end(new CloseInfo(code, reason, Initiator.PEER, Instant.now(), Optional.empty()));
        if (isClosing()) {
            support.afterCloseTimeout(
                    wire::abort); // Tyrus reports the end of a connection whose peer has not answered yet
        }
    }

    /** Ends the connection, once. How this side meant to end it comes before what the engine made of it. */
    private void end(@Nullable CloseInfo seen) {
        Closing how = closing;
        Optional<Throwable> cause = Optional.ofNullable(error);
        CloseInfo info;
        if (how != null) {
            info = new CloseInfo(how.code(), how.reason(), Initiator.SERVER, Instant.now(), cause);
        } else if (seen != null && seen.code() != CloseCode.ABNORMAL.code()) {
            info = seen;
        } else {
            info = new CloseInfo(CloseCode.ABNORMAL.code(), "", Initiator.PEER, Instant.now(), cause);
        }
        if (ENDED.compareAndSet(this, null, info)) {
            inbox.end();
            outbox.discard(this::describe);
            watch.end(() -> new ConnectionClosedException(describe()));
            belongings.end();
            LOG.log(severity(info), this::describe);
            listener.accept(info);
        }
    }

    /** An end for which the peer blames this side is worth a line in the log. */
    static Level severity(CloseInfo info) {
        boolean blamed =
                info.initiator() == Initiator.PEER && !info.isExpected() && info.code() != CloseCode.ABNORMAL.code();
        return blamed ? Level.INFO : Level.DEBUG;
    }

    private String describe() {
        CloseInfo info = ended;
        Closing how = closing;
        String state = info != null
                ? "ended with " + info.code() + " " + info.reason()
                : how != null ? "is closing with " + how.code() + " " + how.reason() : "is open";
        return "Connection " + id + " " + CONTROL.matcher(state.strip()).replaceAll(" ") + ".";
    }

    // being watched

    /** Data came from the peer. */
    public void heard() {
        watch.heard();
    }

    /** Data came from the peer: so many bytes, with which a message is complete or not. */
    public void heard(int bytes, boolean complete) {
        watch.heard(bytes, complete);
    }

    /** A pong came from the peer. */
    public void pong(ByteBuffer payload) {
        watch.pong(payload);
    }

    /** A look at the clock: drops what does not end, leaves all else to its {@link Watch}. */
    public void tick(long now) {
        Closing how = closing;
        if (how == null) {
            if (inbox.isPaused()) {
                watch.heard(); // nobody listens to its pongs
            }
            watch.tick(now, this);
        } else if (now - how.since() > support.options().closeTimeout().toNanos()) {
            drop();
        }
    }

    /** For how many nanoseconds a write has made no progress, 0 if none is under way. */
    long stuckFor(long now) {
        return outbox.stuckFor(now);
    }

    /** The payload that waits to be written, in bytes. */
    public int waitingBytes() {
        return outbox.bytes();
    }

    /** The name of the wire in use. */
    public String wireName() {
        return wire.name();
    }

    @Override
    public String toString() {
        return "Connection[" + id + " " + identity.handshake().uri().getPath() + "]";
    }
}
