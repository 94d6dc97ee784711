package io.capstan.endpoint;

import io.capstan.Handshake;
import io.capstan.settings.OnePerApplication;
import io.capstan.wire.Wire;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Where connections come in that the engine knows nothing of: whoever listens on a socket of its own opens them here. To
 * components, channels, the outbox and the heartbeat they are like all others. No gate stands before it.
 */
@OnePerApplication
public class Entrance {
    private final Runtime runtime;

    @Inject
    Entrance(Runtime runtime) {
        this.runtime = runtime;
    }

    /**
     * Opens a connection.
     *
     * @param component one that the framework itself has
     * @param handshake who came, and where
     * @param attributes what it begins with as its attributes
     * @param wire its outgoing half
     */
    public Arrival open(Class<?> component, Handshake handshake, Map<String, Object> attributes, Wire wire) {
        Terms terms = runtime.terms(component);
        if (terms == null) {
            throw new IllegalStateException(component.getName() + " is no component of this application.");
        }
        Arrival arrival = new Arrival(runtime.workers(), terms, handshake, attributes, wire);
        arrival.open();
        return arrival;
    }
}
