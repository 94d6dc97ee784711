package io.capstan.wamp.session;

import io.capstan.settings.OnePerApplication;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.WireConnection;
import jakarta.inject.Inject;

/** Receives clients of both versions: by the subprotocol that was agreed upon. */
@OnePerApplication
public class Visitors {
    private final ConnectionRegistry registry;
    private final Reception first;

    /** @param first receives those of the first version */
    @Inject
    public Visitors(ConnectionRegistry registry, Reception first) {
        this.registry = registry;
        this.first = first;
    }

    /** A client has opened its connection. */
    public Visitor receive(WireConnection connection, Router router, FirstVersionOptions options) {
        return connection.subprotocol().filter(Reception.SUBPROTOCOL::equals).isPresent()
                ? first.receive(connection, router, options)
                : SecondVersion.of(connection, router, registry);
    }
}
