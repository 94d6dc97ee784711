package io.capstan.wire.undertow;

import io.capstan.wire.Batch;
import io.capstan.wire.Deliveries;
import io.capstan.wire.Intake;
import io.capstan.wire.SessionWire;
import io.capstan.wire.Transport;
import io.capstan.wire.deflate.Compression;
import io.capstan.wire.deflate.FrameInflater;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** Writes joined frames through a {@link FrameGuard}; everything else goes the engine's own way, which it guards too. */
final class UndertowWire extends SessionWire {
    static final String NAME = "undertow";

    private static final System.Logger LOG = System.getLogger(UndertowWire.class.getName());

    private final FrameGuard guard;
    private final ConduitStreamSourceChannel source;
    private final BusyPolls polls;
    /** Set before anything is written. */
    private volatile @Nullable Compression compression;
    /** Set before anything is read. */
    private @Nullable SourceGate gate;

    UndertowWire(
            UndertowSession session,
            Transport transport,
            FrameGuard guard,
            ConduitStreamSourceChannel source,
            BusyPolls polls) {
        super(session, transport);
        this.guard = guard;
        this.source = source;
        this.polls = polls;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean joins() {
        return true;
    }

    /** The engine reads nothing before its {@code onOpen} returns, so there is nothing that it could have read already. */
    @Override
    public boolean compress(Compression outgoing, FrameInflater incoming) {
        compression = outgoing;
        source.setConduit(new InflatingSource(
                source.getConduit(),
                incoming,
                source.getIoThread(),
                () -> ChannelListeners.invokeChannelListener(source, source.getReadListener())));
        return true;
    }

    /** On top of what inflates, since what was inflated is what waits. */
    @Override
    public Optional<Intake> intake() {
        SourceGate made = new SourceGate(source.getConduit(), ((UndertowSession) session()).getExecutor());
        source.setConduit(made);
        gate = made;
        return Optional.of(made);
    }

    /**
     * Not where something between the socket and the engine may hold back a part of what it has read, so that nobody would be
     * told that there is more: neither with TLS nor with compression.
     */
    @Override
    public boolean deliver(Deliveries deliveries) {
        SourceGate before = gate;
        if (before == null || guard.home() != null || compression != null) {
            return false;
        }
        before.deliversAtOnce();
        ChannelListener<? super ConduitStreamSourceChannel> engine = source.getReadListener();
        source.setReadListener(readable -> {
            before.readable();
            ChannelListeners.invokeChannelListener(readable, engine);
        });
        UndertowSession engineSession = (UndertowSession) session();
        engineSession.setReceiveListener(new DirectReceiver(engineSession, deliveries, polls.of(source.getIoThread())));
        return true;
    }

    private ByteBuffer frames(Batch batch) {
        Compression agreed = compression;
        return agreed == null ? batch.frames() : batch.frames(agreed);
    }

    @Override
    public boolean write(Batch batch, Completion completion) throws IOException {
        XnioIoThread home = guard.home();
        if (home == null || home == Thread.currentThread()) {
            return guard.writeFrames(frames(batch), completion);
        }
        try {
            home.execute(() -> writeAtHome(batch, completion));
        } catch (RejectedExecutionException stopped) {
            throw new IOException(stopped);
        }
        return false;
    }

    private void writeAtHome(Batch batch, Completion completion) {
        try {
            if (guard.writeFrames(frames(batch), completion)) {
                completion.complete(null);
            }
        } catch (IOException | RuntimeException e) {
            completion.complete(e);
        }
    }

    /**
     * By the thread that reads, or two would close at the same moment when the peer closes too: either each leaves the close
     * frame to the other, or both send one, and the engine drops the connection of whoever is second, and with it the first
     * one's frame.
     */
    @Override
    protected void sendClose(CloseReason how) throws IOException {
        UndertowSession session = (UndertowSession) session();
        XnioIoThread thread = session.getWebSocketChannel().getIoThread();
        if (thread == Thread.currentThread()) {
            closeHere(session, how);
            return;
        }
        try {
            thread.execute(() -> closeHere(session, how));
        } catch (RejectedExecutionException stopped) {
            throw new IOException(stopped);
        }
    }

    private static void closeHere(UndertowSession session, CloseReason how) {
        WebSocketChannel channel = session.getWebSocketChannel();
        if (!channel
                .isCloseFrameSent()) { // even if a part of the peer's has been read, which the engine would wait for
            WebSockets.sendClose(how.getCloseCode().getCode(), how.getReasonPhrase(), channel, null);
        }
        try {
            session.close(how); // sends nothing more
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "the engine does not close its session", e);
        }
    }

    /** The close frame waits for the I/O thread, behind a task, or behind one that is being run: so it is asked twice. */
    @Override
    public void whenLeft(Runnable action) {
        XnioIoThread thread = guard.getWriteThread();
        try {
            thread.execute(() -> thread.execute(() -> guard.whenQuiet(action)));
        } catch (RejectedExecutionException stopped) {
            action.run();
        }
    }
}
