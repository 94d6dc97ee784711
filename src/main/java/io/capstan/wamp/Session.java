package io.capstan.wamp;

import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.WireConnection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One side of the conversation with a realm: a client that has been welcomed, or a part of this process that takes part as
 * if it were one. Broker and dealer tell them apart by nothing but this type.
 */
public abstract class Session {
    private final long id;
    private final Identity identity;
    private final Features features;
    private final AtomicLong invocations = new AtomicLong();

    /**
     * A session that is open.
     *
     * @param id random, from 1 to 2^53
     * @param features what the client says it can do
     */
    protected Session(long id, Identity identity, Features features) {
        this.id = id;
        this.identity = identity;
        this.features = features;
    }

    /** Its id. */
    public final long id() {
        return id;
    }

    /** Who it is. */
    public final Identity identity() {
        return identity;
    }

    /** What it can do. */
    public final Features features() {
        return features;
    }

    /** The id of the next invocation that it gets: 1, 2, 3 and so on. */
    public final long nextInvocation() {
        return invocations.incrementAndGet();
    }

    /** Whether an invocation with this id was ever sent to it. */
    public final boolean knowsInvocation(long request) {
        return request >= 1 && request <= invocations.get();
    }

    /**
     * Tells it something, behind all that it was told before. Any thread may call it, also one that holds a lock: it neither
     * waits nor throws, also when the session is over.
     */
    public abstract void send(WampMessage message);

    /** As {@link #send}, unless the message is larger than its transport takes; whether it was not. */
    public boolean offer(WampMessage message) {
        send(message);
        return true;
    }

    /**
     * Tells it to answer a call. As {@link #offer}.
     *
     * @param caller who calls, whether that is disclosed to clients or not
     */
    public boolean invoke(WampMessage.Invocation invocation, Session caller) {
        return offer(invocation);
    }

    /** Its WebSocket, by which publications to many reach it; empty if it has none. */
    public Optional<WireConnection> connection() {
        return Optional.empty();
    }

    /** How messages are written for its WebSocket; empty if it has none. */
    public Optional<Protocol> protocol() {
        return Optional.empty();
    }

    /** Whether it is a part of this process: not counted, not listed, not announced. */
    public boolean isInternal() {
        return connection().isEmpty();
    }

    /** Ends it, as if by a GOODBYE of the router, or by an ABORT where it breaks the protocol. */
    public abstract void end(WampMessage last);

    @Override
    public String toString() {
        return "session " + id + " of " + identity.authid();
    }
}
