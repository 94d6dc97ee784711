package io.capstan.wamp.session;

import io.capstan.wire.WireConnection;

/** Receives the clients of the first version of WAMP, which knows neither HELLO nor realms. */
@FunctionalInterface
public interface Reception {
    /** The subprotocol of the first version. */
    String SUBPROTOCOL = "wamp";

    /** A client has opened its connection: it is welcomed, and becomes a session of a realm. */
    Visitor receive(WireConnection connection, Router router, FirstVersionOptions options);
}
