package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.Handshake;
import io.capstan.component.Target;
import io.capstan.wire.Intake;
import io.capstan.wire.Transport;
import io.capstan.wire.deflate.FrameInflater;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a request was let through: made by the gate, found by the engine's configurator on the same thread, and
 * kept by the connection.
 */
public final class Passage {
    private static final Runnable NOTHING = () -> {};

    private enum State {
        /** The engine has not opened the connection yet. */
        WAITING,
        OPENED,
        /** The connection has ended, or there never was one: all that was taken has been given back. */
        OVER
    }

    private static final AtomicReferenceFieldUpdater<Passage, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(Passage.class, State.class, "state");
    private static final ThreadLocal<@Nullable Passage> CURRENT = new ThreadLocal<>();

    private final Handshake handshake;
    private final Target target;
    private final Caller caller;
    private final Map<String, Object> attributes;
    private final List<Map.Entry<String, String>> headers;
    private final List<Runnable> releases;
    private volatile State state = State.WAITING;
    private final Optional<HttpSession> session;
    private final boolean authenticatesLater;
    private final Optional<CloseCode> failure;
    private final @Nullable FrameInflater inflater;
    private volatile @Nullable UpgradeGuard guard;
    private volatile @Nullable Object kept;

    Passage(Candidate candidate) {
        this.handshake = candidate.handshake();
        this.target = candidate.target();
        this.caller = candidate.caller();
        this.attributes = Map.copyOf(candidate.attributes());
        this.headers = List.copyOf(candidate.headers());
        this.releases = List.copyOf(candidate.releases());
        this.session = candidate.visitor().session();
        this.authenticatesLater = candidate.mayAuthenticateLater();
        this.failure = candidate.failure();
        this.inflater = candidate.isCompressed() ? new FrameInflater() : null;
    }

    /** The passage of the request that this thread is working on. */
    public static Optional<Passage> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Holds while this thread works on the request. */
    void enter() {
        CURRENT.set(this);
    }

    static void leave() {
        CURRENT.remove();
    }

    /** What was asked for. */
    public Handshake handshake() {
        return handshake;
    }

    /** Where the route leads. */
    public Target target() {
        return target;
    }

    /** Who asked. */
    public Caller caller() {
        return caller;
    }

    /** The HTTP session that the client had. */
    public Optional<HttpSession> session() {
        return session;
    }

    /** Whether the caller has to authenticate by its first message. */
    public boolean authenticatesLater() {
        return authenticatesLater;
    }

    /** What the connection is to be closed with as soon as it is open, since its caller has not authenticated. */
    public Optional<CloseCode> failure() {
        return failure;
    }

    /** What the connection begins with as its attributes. */
    public Map<String, Object> attributes() {
        return attributes;
    }

    /** The headers of the 101, beside the engine's own. */
    List<Map.Entry<String, String>> headers() {
        return headers;
    }

    /**
     * The engine has opened the connection.
     *
     * @return whether it may: not if it has taken so long that what was taken for it has been given back
     */
    public boolean open() {
        return STATE.compareAndSet(this, State.WAITING, State.OPENED);
    }

    /** Whether something was taken for this connection. */
    boolean holds() {
        return !releases.isEmpty();
    }

    /** Gives back what was taken for this connection: it has ended, or there will be none. The first call counts. */
    public void release() {
        if (STATE.getAndSet(this, State.OVER) != State.OVER) {
            releases.forEach(Runnable::run);
        }
    }

    /** What gives it back, and keeps nothing of this passage in memory where there is nothing to give back. */
    public Runnable lease() {
        return holds() ? this::release : NOTHING;
    }

    /** What the wire wants to have when the connection is opened. */
    public void keep(@Nullable Object something) {
        kept = something;
    }

    /** Gives away what was kept. */
    public @Nullable Object takeKept() {
        Object something = kept;
        kept = null;
        return something;
    }

    /** Gives it back if the engine has sent a 101 and forgotten about it, and drops the TCP connection. */
    void expire() {
        if (STATE.compareAndSet(this, State.WAITING, State.OVER)) {
            releases.forEach(Runnable::run);
            drop();
        }
    }

    void guard(UpgradeGuard upgrade) {
        guard = upgrade;
        upgrade.lead(this);
    }

    /** Inflates what comes in, where permessage-deflate was agreed upon. */
    public Optional<FrameInflater> inflater() {
        return Optional.ofNullable(inflater);
    }

    /** Whether what comes in is inflated before the engine reads it. */
    public boolean inflates() {
        return inflater != null && guard != null;
    }

    /**
     * What stops the reading from the client, where the engine reads by the Servlet API.
     *
     * @param executor goes on reading
     */
    public Optional<Intake> intake(Executor executor) {
        UpgradeGuard upgrade = guard;
        Tap tap = upgrade == null ? null : upgrade.tap();
        if (tap == null) {
            return Optional.empty();
        }
        tap.readOn(executor);
        return Optional.of(tap);
    }

    /** What drops the TCP connection, where the engine came by it through the Servlet API. */
    public Optional<Transport> transport() {
        return Optional.ofNullable(guard);
    }

    private void drop() {
        UpgradeGuard upgrade = guard;
        if (upgrade != null) {
            upgrade.drop();
        }
    }
}
