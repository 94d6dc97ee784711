package io.capstan.wire.undertow;

import io.capstan.wire.Batch;
import io.capstan.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/** Writes joined frames through a {@link FrameGuard}; everything else goes the engine's own way, which it guards too. */
final class UndertowWire implements Wire {
    static final String NAME = "undertow";

    private final Wire engine;
    private final FrameGuard guard;
    /** The only thread that may write, {@code null} if any may. */
    private final @Nullable XnioIoThread home;

    /** @param engine for pings and closing */
    UndertowWire(Wire engine, FrameGuard guard, @Nullable XnioIoThread home) {
        this.engine = engine;
        this.guard = guard;
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

    @Override
    public void ping(ByteBuffer payload) throws IOException {
        engine.ping(payload);
    }

    @Override
    public void close(int code, String reason) {
        engine.close(code, reason);
    }

    @Override
    public void abort() {
        engine.abort();
    }
}
