package io.capstan.wamp.v1;

import io.capstan.settings.OnePerApplication;
import io.capstan.wamp.session.FirstVersionOptions;
import io.capstan.wamp.session.Reception;
import io.capstan.wamp.session.Router;
import io.capstan.wamp.session.Visitor;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.WireConnection;
import jakarta.inject.Inject;

/** Receives clients of the first version, and keeps what they have in common. */
@OnePerApplication
public class FirstVersion implements Reception {
    private final ConnectionRegistry registry;
    private final SessionIds sessions = new SessionIds();
    private final LastEvent lastEvent = new LastEvent();

    /** @param registry learns who they are */
    @Inject
    public FirstVersion(ConnectionRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Visitor receive(WireConnection connection, Router router, FirstVersionOptions options) {
        FirstClient client = new FirstClient(this, connection, router, options);
        client.begin();
        return client;
    }

    ConnectionRegistry registry() {
        return registry;
    }

    SessionIds sessions() {
        return sessions;
    }

    LastEvent lastEvent() {
        return lastEvent;
    }
}
