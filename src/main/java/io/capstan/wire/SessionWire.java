package io.capstan.wire;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/** A wire whose engine keeps ping, close and messages in order by itself, so that the Jakarta API is enough for them. */
public abstract class SessionWire implements Wire {
    private static final System.Logger LOG = System.getLogger(SessionWire.class.getName());

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Closeable transport;

    /** The wire of this session; see {@link WireFactory}. */
    protected SessionWire(Session session, Closeable transport) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.transport = transport;
    }

    /** The session's asynchronous remote. */
    protected final RemoteEndpoint.Async remote() {
        return remote;
    }

    /** The session's remote that blocks. */
    protected final RemoteEndpoint.Basic blocking() {
        return session.getBasicRemote();
    }

    @Override
    public final void ping(ByteBuffer payload) throws IOException {
        try {
            remote.sendPing(payload);
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    @Override
    public final void close(int code, String reason) {
        CloseReason how = new CloseReason(CloseCodes.getCloseCode(code), reason);
        EngineThreads.as(session, () -> {
            try {
                session.close(how);
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, "close frame not sent", e);
            }
        });
    }

    @Override
    public final void abort() {
        try {
            transport.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "transport not dropped", e);
        }
    }
}
