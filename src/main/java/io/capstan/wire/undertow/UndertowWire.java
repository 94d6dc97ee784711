package io.capstan.wire.undertow;

import io.capstan.wire.Batch;
import io.capstan.wire.Intake;
import io.capstan.wire.SessionWire;
import jakarta.websocket.Session;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/** Writes joined frames through a {@link FrameGuard}; everything else goes the engine's own way, which it guards too. */
final class UndertowWire extends SessionWire {
    static final String NAME = "undertow";

    private final FrameGuard guard;
    private final SourceGate gate;
    /** The only thread that may write, {@code null} if any may. */
    private final @Nullable XnioIoThread home;

    UndertowWire(Session session, Closeable transport, FrameGuard guard, SourceGate gate, @Nullable XnioIoThread home) {
        super(session, transport);
        this.guard = guard;
        this.gate = gate;
        this.home = home;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Intake> intake() {
        return Optional.of(gate);
    }

    @Override
    public boolean joins() {
        return true;
    }

    @Override
    public boolean write(Batch batch, Completion completion) throws IOException {
        if (home == null || home == Thread.currentThread()) {
            return guard.writeFrames(batch.frames(), completion);
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
            if (guard.writeFrames(batch.frames(), completion)) {
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
