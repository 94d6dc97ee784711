package io.capstan.wamp.rawsocket;

import io.capstan.wamp.message.Protocol;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was agreed upon with a client by the handshake; an attribute of its connection. Thread-safe.
 */
public final class RawSocketLink {
    /** The name of that attribute. */
    public static final String ATTRIBUTE = "capstan.wamp.rawsocket";

    private final RawSocketHandshake client;
    private final AtomicLong omitted = new AtomicLong();

    /** @param client what the client has said */
    public RawSocketLink(RawSocketHandshake client) {
        this.client = client;
    }

    /** What messages are written in. */
    public Protocol protocol() {
        return client.protocol();
    }

    /** The longest message that the client takes, in bytes. */
    public int longest() {
        return client.longest();
    }

    /** An event is left out, since it is longer. */
    public void omit() {
        omitted.incrementAndGet();
    }

    /** How many events were left out. */
    public long omitted() {
        return omitted.get();
    }
}
