package io.capstan.wire;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A wire whose engine keeps ping, close and messages in order by itself, so that the Jakarta API is enough for them. */
public abstract class SessionWire implements Wire {
    private static final System.Logger LOG = System.getLogger(SessionWire.class.getName());

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Closeable transport;

    // Guarded by this; no call leaves this class while it is held.
    private boolean writing;
    /** A close that came in the middle of a write: Tyrus would close without what is still to be written. */
    private @Nullable CloseReason afterwards;

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

    @Override
    public final void ping(ByteBuffer payload) throws IOException {
        try {
            remote.sendPing(payload);
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    /** A write begins: a close has to wait. For engines that do not keep it behind a write by themselves. */
    protected final synchronized void writing() {
        writing = true;
    }

    /** The write is complete: a close that had to wait goes now. To be called before the completion. */
    protected final void written() {
        CloseReason postponed;
        synchronized (this) {
            writing = false;
            postponed = afterwards;
            afterwards = null;
        }
        if (postponed != null) {
            close(postponed);
        }
    }

    @Override
    public final void close(int code, String reason) {
        CloseReason close = new CloseReason(CloseCodes.getCloseCode(code), reason);
        synchronized (this) {
            if (writing) {
                afterwards = close;
                return;
            }
        }
        close(close);
    }

    private void close(CloseReason reason) {
        EngineThreads.as(session, () -> {
            try {
                session.close(reason);
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
