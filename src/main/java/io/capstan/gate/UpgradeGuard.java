package io.capstan.gate;

import io.capstan.wire.Transport;
import io.capstan.wire.deflate.FrameInflater;
import jakarta.servlet.ServletInputStream;
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
 *
 * <p>It is also what the engine sees of the connection: the layer below.
 */
public final class UpgradeGuard extends GuardedConnection implements HttpUpgradeHandler, Transport {
    private static final System.Logger LOG = System.getLogger(UpgradeGuard.class.getName());

    private @Nullable HttpUpgradeHandler handler;
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

    private ServletInputStream inflated(ServletInputStream input) {
        FrameInflater inflater = passage == null ? null : passage.inflater().orElse(null);
        return inflater == null ? input : new InflatingInput(input, inflater);
    }

    @Override
    public void init(WebConnection webConnection) {
        HttpUpgradeHandler engine = handler;
        try {
            if (engine == null) {
                begin(webConnection, null);
            } else {
                begin(webConnection, new DeferredInput(inflated(webConnection.getInputStream())));
                open(engine);
            }
            release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            drop(webConnection); // the 101 is out, and nobody else would end it
            throw e;
        }
    }

    /** The engine opens the connection before this returns, and finds the passage on this thread. */
    private void open(HttpUpgradeHandler engine) {
        Passage way = passage;
        passage = null;
        if (way == null) {
            engine.init(this);
            return;
        }
        way.enter();
        try {
            engine.init(this);
        } finally {
            Passage.leave();
        }
    }

    @Override
    public void destroy() {
        HttpUpgradeHandler engine = handler;
        handler = null; // where the server keeps its requests for others to come, they keep this guard meanwhile
        try {
            if (engine != null) {
                engine.destroy(); // which may close what it takes for open
            }
        } finally {
            forget();
        }
    }

    @Override
    public void drop(Session session) {
        drop();
    }

    /** Drops the TCP connection, if it is still there. */
    void drop() {
        drop(this);
    }

    private static void drop(WebConnection open) {
        try {
            open.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "transport not dropped", e);
        }
    }
}
