package io.capstan.wire.tyrus;

import io.capstan.wire.Transport;
import io.capstan.wire.Wire;
import io.capstan.wire.WireFactory;
import io.capstan.wire.WireMismatchException;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import org.glassfish.tyrus.core.BaseContainer;
import org.jspecify.annotations.Nullable;

/** Makes the wires of an application that runs on Tyrus 2.1, and calms its container while it runs. */
public final class TyrusWireFactory implements WireFactory {
    static final String NAME = "tyrus";

    /** Written by {@link #start}, before anything is opened. */
    private volatile @Nullable SocketField sockets;

    private volatile @Nullable Calm calm;

    /** For {@link io.capstan.wire.Wires}. */
    public TyrusWireFactory() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start(ServerContainer container) throws WireMismatchException {
        if (!(container instanceof BaseContainer tyrus)) {
            throw new WireMismatchException("expected a container that extends " + BaseContainer.class.getName()
                    + ", found " + container.getClass().getName());
        }
        SocketField found = SocketField.find();
        Probe.run();
        sockets = found;
        calm = Calm.over(tyrus);
    }

    @Override
    public boolean compresses() {
        return true;
    }

    @Override
    public Wire open(Session session, @Nullable Object kept, Transport transport) throws WireMismatchException {
        SocketField field = sockets;
        if (field == null) {
            throw new IllegalStateException("not started");
        }
        return new TyrusWire(session, field.of(session), transport);
    }

    @Override
    public void stop() {
        Calm inForce = calm;
        if (inForce != null) {
            inForce.end();
        }
    }
}
