package io.capstan.wire;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The wire for every engine: whole messages through the Jakarta API's asynchronous remote, one at a time. */
public final class PortableWire implements Wire {
    private static final System.Logger LOG = System.getLogger(PortableWire.class.getName());

    static final String NAME = "portable";

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Closeable transport;

    /** Guards the fields below; no call leaves this class while it is held. */
    private final Object lock = new Object();

    private boolean writing;
    /** A close that came in the middle of a write: Tyrus would close without what is still to be written. */
    private @Nullable CloseReason afterwards;

    /** Makes them, on every engine. */
    static final class Factory implements WireFactory {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void start(ServerContainer container) {}

        @Override
        public Wire open(Session session, Closeable transport) {
            return new PortableWire(session, transport);
        }
    }

    /** The wire of this session; see {@link WireFactory}. */
    public PortableWire(Session session, Closeable transport) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.transport = transport;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean joins() {
        return false;
    }

    @Override
    public boolean write(Batch batch, Completion completion) throws IOException {
        Outgoing message = batch.messages().get(0);
        Write write = new Write(completion);
        synchronized (lock) {
            writing = true;
        }
        try {
            String text = message.text();
            if (text != null) {
                remote.sendText(text, write);
            } else {
                remote.sendBinary(message.binary(), write);
            }
        } catch (RuntimeException e) {
            throw new IOException(e); // Tyrus throws IllegalStateException on a closed session
        }
        return write.isComplete();
    }

    @Override
    public void ping(ByteBuffer payload) throws IOException {
        try {
            remote.sendPing(payload);
        } catch (RuntimeException e) {
            throw new IOException(e);
        }
    }

    /** Now the close that had to wait may go. */
    private void written() {
        CloseReason postponed;
        synchronized (lock) {
            writing = false;
            postponed = afterwards;
            afterwards = null;
        }
        if (postponed != null) {
            close(postponed);
        }
    }

    @Override
    public void close(int code, String reason) {
        CloseReason close = new CloseReason(CloseCodes.getCloseCode(code), reason);
        synchronized (lock) {
            if (writing) {
                afterwards = close;
                return;
            }
        }
        close(close);
    }

    private void close(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "close frame not sent", e);
        }
    }

    @Override
    public void abort() {
        try {
            transport.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "transport not dropped", e);
        }
    }

    /** One write. Engines call back before {@code send} has returned when the socket takes all, else later. */
    private final class Write implements SendHandler {
        private static final Object RETURNED = new Object();
        private static final Object DONE = new Object();

        private final Completion completion;
        private final AtomicReference<@Nullable Object> state = new AtomicReference<>();

        Write(Completion completion) {
            this.completion = completion;
        }

        @Override
        public void onResult(SendResult result) {
            Throwable error = result.isOK() ? null : failure(result);
            written();
            if (state.getAndSet(error == null ? DONE : error) == RETURNED) { // an engine that reports twice counts once
                completion.complete(error);
            }
        }

        private Throwable failure(SendResult result) {
            Throwable cause = result.getException();
            return cause != null ? cause : new IOException("The engine gave no reason.");
        }

        /** Whether the write was complete when {@code send} returned. */
        boolean isComplete() throws IOException {
            if (state.compareAndSet(null, RETURNED)) {
                return false;
            }
            if (state.get() instanceof Throwable error) {
                throw new IOException(error);
            }
            return true;
        }
    }
}
