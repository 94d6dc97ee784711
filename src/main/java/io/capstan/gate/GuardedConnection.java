package io.capstan.gate;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The server's connection as the engine gets to see it: with another input stream, and with a close that waits while the engine
 * is not ready. The lower layer of an {@link UpgradeGuard}.
 */
abstract class GuardedConnection implements WebConnection {
    /** Both are {@code null} before it begins, and when it is over. */
    private volatile @Nullable WebConnection connection;

    private volatile @Nullable DeferredInput input;

    // Guarded by this; nothing is called while it is held.
    private boolean released;
    private boolean closed;

    /**
     * It is to be seen from now on.
     *
     * @param deferred {@code null} if there is no engine to read
     */
    final void begin(WebConnection server, @Nullable DeferredInput deferred) {
        OwnRequest.keep(server);
        input = deferred;
        connection = server;
    }

    /** The engine is ready: what it has asked for meanwhile is done, and what it asks for from now on at once. */
    final void release() throws IOException {
        DeferredInput deferred = input;
        if (deferred != null) {
            deferred.release();
        }
        synchronized (this) {
            released = true;
            if (!closed) {
                return;
            }
        }
        closeNow();
    }

    /** It is over. */
    final void forget() {
        WebConnection over = connection;
        connection = null;
        input = null;
        if (over != null) {
            OwnRequest.end(over);
        }
    }

    /** What shuts the input; {@code null} where there is none. */
    final @Nullable Tap tap() {
        return input;
    }

    @Override
    public final ServletInputStream getInputStream() throws IOException {
        return there(input);
    }

    @Override
    public final ServletOutputStream getOutputStream() throws IOException {
        return new WatchedOutput(there(connection).getOutputStream(), there(input));
    }

    private static <T> T there(@Nullable T part) throws IOException {
        if (part == null) {
            throw new IOException("The connection is not open");
        }
        return part;
    }

    /** Where there is nothing to close, nothing happens. */
    @Override
    public final void close() throws IOException {
        if (connection == null) {
            return;
        }
        synchronized (this) {
            closed = true;
            if (!released) {
                return;
            }
        }
        closeNow();
    }

    private void closeNow() throws IOException {
        WebConnection open = connection;
        if (open != null) {
            try {
                OwnRequest.close(open);
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}
