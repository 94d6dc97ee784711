package io.capstan.wire.undertow;

import io.capstan.wire.Batch;
import io.capstan.wire.Intake;
import io.capstan.wire.SessionWire;
import io.capstan.wire.deflate.Compression;
import io.capstan.wire.deflate.FrameInflater;
import io.undertow.websockets.jsr.UndertowSession;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListeners;
import org.xnio.XnioIoThread;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** Writes joined frames through a {@link FrameGuard}; everything else goes the engine's own way, which it guards too. */
final class UndertowWire extends SessionWire {
    static final String NAME = "undertow";

    private final UndertowSession session;
    private final FrameGuard guard;
    private final ConduitStreamSourceChannel source;
    /** The only thread that may write, {@code null} if any may. */
    private final @Nullable XnioIoThread home;
    /** Set before anything is written. */
    private volatile @Nullable Compression compression;

    UndertowWire(
            UndertowSession session,
            Closeable transport,
            FrameGuard guard,
            ConduitStreamSourceChannel source,
            @Nullable XnioIoThread home) {
        super(session, transport);
        this.session = session;
        this.guard = guard;
        this.source = source;
        this.home = home;
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
        SourceGate gate = new SourceGate(source.getConduit(), session.getExecutor());
        source.setConduit(gate);
        return Optional.of(gate);
    }

    private ByteBuffer frames(Batch batch) {
        Compression agreed = compression;
        return agreed == null ? batch.frames() : batch.frames(agreed);
    }

    @Override
    public boolean write(Batch batch, Completion completion) throws IOException {
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
