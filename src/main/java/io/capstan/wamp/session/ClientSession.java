package io.capstan.wamp.session;

import io.capstan.wamp.Features;
import io.capstan.wamp.Identity;
import io.capstan.wamp.Session;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.WireConnection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** The session of a client in a realm. */
final class ClientSession extends Session {
    private static final AtomicIntegerFieldUpdater<ClientSession> LEFT =
            AtomicIntegerFieldUpdater.newUpdater(ClientSession.class, "left");

    private final Peer peer;
    private final Transport transport;

    /** Set once, under the lock of this object; what is sent afterwards is dropped. */
    private boolean over;

    private volatile int left;

    ClientSession(long id, Identity identity, Features features, Peer peer, Transport transport) {
        super(id, identity, features);
        this.peer = peer;
        this.transport = transport;
    }

    /** Under its lock, so that nothing that is being sent comes behind the last message. */
    @Override
    public synchronized void send(WampMessage message) {
        if (!over) {
            transport.send(message);
        }
    }

    /** Under its lock, as {@link #send}. */
    @Override
    public synchronized boolean offer(WampMessage message) {
        return over || transport.offer(message);
    }

    /** It is told nothing any more. */
    synchronized void silence() {
        over = true;
    }

    /** It leaves its realm; false if it has left already. */
    boolean leaves() {
        return LEFT.compareAndSet(this, 0, 1);
    }

    /** What brings its messages, for those who look at sessions. */
    Map<String, Object> transport() {
        Map<String, Object> details = new TreeMap<>(transport.properties());
        details.put("protocol", transport.description());
        return details;
    }

    @Override
    public Optional<WireConnection> connection() {
        return transport.connection();
    }

    @Override
    public Optional<Protocol> protocol() {
        return transport.protocol();
    }

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public void end(WampMessage last) {
        peer.end(this, last);
    }

    /** Ends it, and completes when the client has gone. */
    CompletableFuture<Void> part(WampMessage last) {
        end(last);
        return peer.parted();
    }
}
