package io.capstan.wire;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/** A wire whose engine keeps ping, close and messages in order by itself, so that the Jakarta API is enough for them. */
public abstract class SessionWire implements Wire {
    private static final System.Logger LOG = System.getLogger(SessionWire.class.getName());

    private final Session session;
    private final Transport transport;

    /**
     * The wire of this session; see {@link WireFactory}.
     *
     * @throws IllegalStateException if the session has ended, on engines that say so
     */
    protected SessionWire(Session session, Transport transport) {
        session.getAsyncRemote(); // throws it
        this.session = session;
        this.transport = transport;
    }

    /** The session, of which there is no other copy here. */
    protected final Session session() {
        return session;
    }

    /** The session's asynchronous remote. Some engines throw a runtime exception when the session is closed. */
    protected final RemoteEndpoint.Async remote() {
        return session.getAsyncRemote();
    }

    /** The session's remote that blocks. */
    protected final RemoteEndpoint.Basic blocking() {
        return session.getBasicRemote();
    }

    @Override
    public final void ping(ByteBuffer payload) throws IOException {
        try {
            remote().sendPing(payload);
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    @Override
    public final void close(int code, String reason) {
        CloseReason how = new CloseReason(CloseCodes.getCloseCode(code), reason);
        EngineThreads.as(session, () -> {
            try {
                sendClose(how);
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, "close frame not sent", e);
            }
        });
    }

    /** Has the engine send its close frame, with the class loader of the engine in place. */
    protected void sendClose(CloseReason how) throws IOException {
        session.close(how);
    }

    @Override
    public final void abort() {
        try {
            transport.drop(session);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "transport not dropped", e);
        }
    }
}
