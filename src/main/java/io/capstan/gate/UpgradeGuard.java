package io.capstan.gate;

import io.capstan.wire.Transport;
import io.capstan.wire.deflate.FrameInflater;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the server and the upgrade handler of an engine that uses {@code HttpServletRequest.upgrade}.
 *
 * <p>It is there for Tyrus: its handler sets its read listener before it is ready to read, and where the first frame has
 * come along with the handshake, the server calls that listener at once, on the thread that would have made it ready.
 * The thread waits for itself for ever, so that a handful of such clients would stop the server. With the guard the
 * listener is set when the handler is ready. In the same way a close comes too early when a component closes in
 * {@code onOpen}: the server would then never end the TCP connection. The guard also keeps the connection, so that it can
 * be dropped, and puts a tap before its input, which a {@link PongBrake} shuts for who floods it with pings.
 */
public final class UpgradeGuard implements HttpUpgradeHandler, Transport {
    private static final System.Logger LOG = System.getLogger(UpgradeGuard.class.getName());

    private @Nullable HttpUpgradeHandler handler;
    private volatile @Nullable WebConnection connection;
    private volatile @Nullable Tap tap;
    private @Nullable FrameInflater inflater;
    /** Until the connection is opened. */
    private @Nullable Passage passage;

    /** Whom to call; set before the server calls {@link #init}. */
    void guard(HttpUpgradeHandler engine) {
        handler = engine;
    }

    /** By which passage the connection is opened, on the thread that calls {@link #init}. */
    void lead(Passage way) {
        passage = way;
    }

    /** permessage-deflate was agreed upon; set before the server calls {@link #init}. */
    void inflateBy(FrameInflater incoming) {
        inflater = incoming;
    }

    private ServletInputStream inflated(ServletInputStream input) {
        return inflater == null ? input : new InflatingInput(input, inflater);
    }

    @Override
    public void init(WebConnection webConnection) {
        if (handler == null) {
            connection = webConnection;
            return;
        }
        try {
            PongBrake brake = new PongBrake();
            DeferredInput input = new DeferredInput(inflated(webConnection.getInputStream()), brake);
            Guarded guarded = new Guarded(webConnection, input, brake);
            connection = guarded;
            tap = input.tap();
            open(handler, guarded);
            input.release();
            guarded.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            close(webConnection); // the 101 is out, and nobody else would end it
            throw e;
        }
    }

    /** The engine opens the connection before this returns, and finds the passage on this thread. */
    private void open(HttpUpgradeHandler engine, WebConnection guarded) {
        Passage way = passage;
        passage = null;
        if (way == null) {
            engine.init(guarded);
            return;
        }
        way.enter();
        try {
            engine.init(guarded);
        } finally {
            Passage.leave();
        }
    }

    @Override
    public void destroy() {
        connection = null;
        HttpUpgradeHandler engine = handler;
        handler = null; // where the server keeps its requests for others to come, they keep this guard meanwhile
        if (engine != null) {
            engine.destroy();
        }
    }

    /** What shuts the input; {@code null} if the engine reads in its own way. */
    @Nullable
    Tap tap() {
        return tap;
    }

    @Override
    public void drop(Session session) {
        drop();
    }

    /** Drops the TCP connection, if it is still there. */
    void drop() {
        WebConnection open = connection;
        if (open != null) {
            close(open);
        }
    }

    private static void close(WebConnection open) {
        try {
            open.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "transport not dropped", e);
        }
    }

    /** The connection with another input stream; a close while the handler is not ready waits until it is. */
    private static final class Guarded implements WebConnection {
        private final WebConnection connection;
        private final DeferredInput input;
        private final PongBrake brake;
        private final AutoCloseable closing;

        // Guarded by this.
        private boolean released;
        private boolean closed;

        Guarded(WebConnection connection, DeferredInput input, PongBrake brake) {
            this.connection = connection;
            this.input = input;
            this.brake = brake;
            this.closing = OwnRequest.of(connection);
        }

        @Override
        public ServletInputStream getInputStream() {
            return input;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return new WatchedOutput(connection.getOutputStream(), brake);
        }

        @Override
        public void close() throws IOException {
            synchronized (this) {
                closed = true;
                if (!released) {
                    return;
                }
            }
            closeNow();
        }

        void release() throws IOException {
            synchronized (this) {
                released = true;
                if (!closed) {
                    return;
                }
            }
            closeNow();
        }

        private void closeNow() throws IOException {
            try {
                closing.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
