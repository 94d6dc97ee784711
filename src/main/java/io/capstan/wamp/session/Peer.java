package io.capstan.wamp.session;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.wamp.Identity;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The client at the other end of a transport, and where the conversation with it stands (WAMP, "Session Establishment",
 * "Session Closing"). One session at a time; another one may follow where the realm allows it.
 *
 * <p>Messages come one at a time; {@link #end} is called by any thread. Whoever moves {@link #state} does what goes with it.
 */
public final class Peer {
    private static final System.Logger LOG = System.getLogger(Peer.class.getName());

    /** How long the answer to a GOODBYE may take. */
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    /** What ends later ends when the connection does. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Transport transport;
    private final Router router;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

    private final Caller outside;

    // Used by one thread at a time, the one that handles the client's messages.
    /** Until when the client has to be welcome, or may stay. */
    private Future<?> deadline;

    private final Entry entry;

    /** The session that is established, or closing; the thread that handles messages writes it. */
    private volatile @Nullable Established established;

    /** Completes when the conversation is over. */
    private final CompletableFuture<Void> parted = new CompletableFuture<>();

    /** How the transport ends if the client does not answer a GOODBYE, or does. */
    private volatile CloseCode closeCode = CloseCode.NORMAL;

    private enum State {
        /** HELLO is due. */
        NEW,
        /** AUTHENTICATE is due. */
        CHALLENGED,
        ESTABLISHED,
        /** GOODBYE was said, and is due. */
        CLOSING,
        CLOSED
    }

    /** A session with its realm. */
    private record Established(Realm realm, ClientSession session, Requests requests) {}

    /** A client that has not said anything yet. */
    public Peer(Transport transport, Router router) {
        this.transport = transport;
        this.router = router;
        this.outside = transport.caller();
        this.entry = new Entry(transport, router, this::await);
        this.deadline = transport.later(router.authenticationTime(), this::tooLate);
    }

    /** A message came. */
    public void receive(WampMessage message) {
        try {
            switch (state.get()) {
                case NEW -> begin(message);
                case CHALLENGED -> authenticate(message);
                case ESTABLISHED -> request(message);
                case CLOSING -> awaitGoodbye(message);
                case CLOSED -> {}
            }
        } catch (ProtocolViolation e) {
            violate(e.getMessage());
        } catch (RuntimeException e) {
            failed(message, e);
        }
    }

    /**
     * A message came on a thread that must not block. It is handled here if no code of the application has a part in it.
     *
     * @return what is left to be done by another thread; {@code null} for nothing
     */
    @Nullable
    Runnable tryReceive(WampMessage message) {
        Established open = established;
        if (state.get() != State.ESTABLISHED || open == null || open.requests().mayBlock(message)) {
            return () -> receive(message);
        }
        try {
            open.requests().take(message);
            return null;
        } catch (ProtocolViolation e) {
            return () -> violate(e.getMessage());
        } catch (RuntimeException e) {
            return () -> failed(message, e);
        }
    }

    /** By a fault of the router's, for which no other client has to pay. */
    private void failed(WampMessage message, RuntimeException e) {
        LOG.log(Level.WARNING, "A message of a WAMP client could not be handled: " + message.kind(), e);
        abort(Reason.INTERNAL, "Internal server error", CloseCode.INTERNAL_ERROR);
    }

    /** What came is none of the protocol's messages. */
    public void violate(@Nullable String what) {
        abort(Reason.PROTOCOL_VIOLATION, String.valueOf(what), CloseCode.PROTOCOL_ERROR);
    }

    /** The router stops: who is welcome is told so, and has the time to answer; completes when the conversation is over. */
    public CompletableFuture<Void> stop() {
        Established open = established;
        if (open == null) {
            close(CloseCode.GOING_AWAY, Reason.SYSTEM_SHUTDOWN);
        } else {
            end(open.session(), new WampMessage.Goodbye(Dict.EMPTY, Reason.SYSTEM_SHUTDOWN, Arguments.NONE));
        }
        return parted;
    }

    /** The transport has ended. */
    public void gone() {
        state.set(State.CLOSED);
        deadline.cancel(false);
        leave();
        parted.complete(null);
    }

    // before the session

    private void begin(WampMessage message) throws ProtocolViolation {
        if (message instanceof WampMessage.Abort) {
            close(CloseCode.NORMAL, "");
        } else if (message instanceof WampMessage.Hello hello) {
            go(entry.hello(hello));
        } else {
            throw new ProtocolViolation(message.kind() + " before HELLO.");
        }
    }

    private void authenticate(WampMessage message) throws ProtocolViolation {
        if (message instanceof WampMessage.Abort) {
            close(CloseCode.NORMAL, "");
        } else if (message instanceof WampMessage.Authenticate proof) {
            go(entry.authenticate(proof));
        } else {
            throw new ProtocolViolation(message.kind() + " where AUTHENTICATE was due.");
        }
    }

    private void go(Entry.Outcome outcome) {
        if (state.get() == State.CLOSED) {
            return; // it has gone while somebody thought about it
        }
        if (outcome instanceof Entry.Asked asked) {
            state.set(State.CHALLENGED);
            transport.send(asked.challenge());
        } else if (outcome instanceof Entry.Refused refused) {
            abort(refused.reason(), refused.text(), CloseCode.NORMAL);
        } else if (outcome instanceof Entry.Admitted admitted) {
            welcome(admitted);
        }
    }

    private void welcome(Entry.Admitted admitted) {
        Realm realm = admitted.realm();
        Identity identity = admitted.identity();
        ClientSession session = new ClientSession(admitted.id(), identity, admitted.features(), this, transport);
        State before = state.get();
        established = new Established(realm, session, new Requests(realm, session));
        transport.caller(identity.caller()); // before WELCOME, behind which requests may come at once
        if (before == State.CLOSED || !enter(before, realm, session)) {
            return;
        }
        deadline.cancel(false);
        identity.caller().expiry().ifPresent(time -> endAt(time, session));
        if (!realm.join(session)) {
            session.end(new WampMessage.Goodbye(Dict.EMPTY, Reason.SYSTEM_SHUTDOWN, Arguments.NONE));
        }
    }

    /** Others see a session before it is welcome, so that who is welcome has been seen; none of them ends it sooner. */
    private boolean enter(State before, Realm realm, ClientSession session) {
        synchronized (session) {
            if (!state.compareAndSet(before, State.ESTABLISHED)) {
                return false;
            }
            realm.enter(session);
            transport.send(new WampMessage.Welcome(session.id(), realm.welcome(session.identity())));
            return true;
        }
    }

    private void await(Duration time) {
        deadline.cancel(false);
        deadline = transport.later(time, this::tooLate);
    }

    /** What somebody was let in by holds until then. */
    private void endAt(Instant time, ClientSession session) {
        Duration left = Duration.between(Instant.now(), time);
        if (left.compareTo(LONGEST) < 0) {
            deadline = transport.later(
                    left, () -> end(session, new WampMessage.Goodbye(Dict.EMPTY, Reason.EXPIRED, Arguments.NONE)));
        }
    }

    private void tooLate() {
        State now = state.get();
        if (now == State.NEW || now == State.CHALLENGED) {
            abort(Reason.AUTHENTICATION_FAILED, "It took too long.", CloseCode.AUTHENTICATION_TIMEOUT);
        }
    }

    // the session

    private void request(WampMessage message) throws ProtocolViolation {
        Established open = established;
        if (open == null) {
            return;
        }
        if (message instanceof WampMessage.Goodbye) {
            if (state.compareAndSet(State.ESTABLISHED, State.CLOSING)) {
                leave();
                transport.send(new WampMessage.Goodbye(Dict.EMPTY, Reason.GOODBYE_AND_OUT, Arguments.NONE));
                over(open);
            }
        } else if (message instanceof WampMessage.Abort) {
            leave();
            close(CloseCode.NORMAL, "");
        } else {
            open.requests().take(message);
        }
    }

    /** Ends a session; any thread, maybe under a lock. */
    void end(ClientSession session, WampMessage last) {
        Established open = established;
        synchronized (session) {
            if (open == null || open.session() != session || !state.compareAndSet(State.ESTABLISHED, State.CLOSING)) {
                return;
            }
            session.silence();
            if (last instanceof WampMessage.Goodbye goodbye) {
                closeCode = closeCode(goodbye.reason()); // before it is sent, since its answer may come at once
            }
            transport.send(last);
        }
        if (last instanceof WampMessage.Goodbye goodbye) {
            transport.later(Duration.ZERO, () -> leave(open));
            transport.later(LAST_WORD, () -> giveUp(open, goodbye.reason()));
        } else {
            close(CloseCode.PROTOCOL_ERROR, Reason.PROTOCOL_VIOLATION);
        }
    }

    /** The answer has not come; unless it has, and another session has followed. */
    private void giveUp(Established closing, String reason) {
        if (established == closing) {
            close(closeCode, reason);
        }
    }

    private static CloseCode closeCode(String reason) {
        return switch (reason) {
            case Reason.SYSTEM_SHUTDOWN -> CloseCode.GOING_AWAY;
            case Reason.EXPIRED -> CloseCode.UNAUTHENTICATED;
            default -> CloseCode.NORMAL;
        };
    }

    private void awaitGoodbye(WampMessage message) {
        Established open = established;
        if (message instanceof WampMessage.Goodbye && open != null) {
            leave();
            over(open);
        } else if (message instanceof WampMessage.Abort) {
            close(CloseCode.NORMAL, "");
        }
    }

    /** Both have said goodbye: another session may follow, or the transport ends, for which a router that stops waits. */
    private void over(Established ended) {
        if (closeCode == CloseCode.NORMAL && ended.realm().options().reuse() && !router.isStopping()) {
            established = null;
            transport.caller(outside);
            await(router.authenticationTime());
            state.compareAndSet(State.CLOSING, State.NEW);
        } else {
            close(closeCode, Reason.GOODBYE_AND_OUT);
        }
    }

    private void leave() {
        leave(established);
    }

    private static void leave(@Nullable Established open) {
        if (open != null && open.session().leaves()) {
            open.session().silence();
            open.realm().leave(open.session());
        }
    }

    /** It leaves first, so that nothing that others send comes behind the ABORT. */
    private void abort(String reason, String text, CloseCode code) {
        State before = state.getAndSet(State.CLOSED);
        if (before == State.CLOSED) {
            return;
        }
        try {
            leave();
        } finally {
            if (before != State.CLOSING) {
                transport.send(new WampMessage.Abort(Dict.of("message", text), reason, Arguments.NONE));
            }
            close(code, reason);
        }
    }

    private void close(CloseCode code, String reason) {
        state.set(State.CLOSED);
        transport.close(code, reason);
        parted.complete(null);
    }

    /** Completes when the conversation is over. */
    CompletableFuture<Void> parted() {
        return parted;
    }
}
