package io.capstan.gate;

import io.capstan.wire.Intake;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Shuts the input of an engine that reads by the Servlet API: while it is shut, the stream is never ready, and its
 * listener hears of nothing. A listener that was turned away meanwhile is called again when the tap opens. It is shut by who
 * takes the messages, and by the {@link PongBrake}.
 *
 * <p>The third layer of a {@link DeferredInput}.
 */
abstract class Tap extends ClientFrames implements Intake, ReadListener {
    private final ServletInputStream input;

    // Guarded by this, as the layers below; no call leaves them while it is held.
    private boolean shut;
    /** The listener was told that nothing is ready, though nobody has looked. */
    private boolean turnedAway;
    /** The server has called, and the listener has not heard it. */
    private boolean missed;

    private volatile @Nullable ReadListener listener;
    private volatile Executor executor = Runnable::run;

    Tap(ServletInputStream input) {
        this.input = input;
    }

    /** What is behind the tap. */
    final ServletInputStream input() {
        return input;
    }

    /** Who reads when the tap opens. */
    final void readOn(Executor threads) {
        executor = threads;
    }

    @Override
    public final boolean isReady() {
        synchronized (this) {
            if (shut || holds()) {
                turnedAway = true;
                return false;
            }
        }
        return input.isReady();
    }

    /** Stands before this listener of the engine. */
    final void before(ReadListener engine) {
        listener = engine;
    }

    /** Whether the engine has a listener, before which the server may see this. */
    final boolean isListened() {
        return listener != null;
    }

    @Override
    public final void onDataAvailable() throws IOException {
        ReadListener engine = listener;
        if (engine != null) {
            available(engine);
        }
    }

    @Override
    public final void onAllDataRead() throws IOException {
        ReadListener engine = listener;
        if (engine != null) {
            engine.onAllDataRead();
        }
    }

    @Override
    public final void onError(Throwable error) {
        ReadListener engine = listener;
        if (engine != null) {
            engine.onError(error);
        }
    }

    private void available(ReadListener engine) throws IOException {
        synchronized (this) {
            if (shut || holds()) {
                missed = true;
                return;
            }
        }
        engine.onDataAvailable();
    }

    @Override
    public final void pause() {
        synchronized (this) {
            shut = true;
        }
    }

    @Override
    public final void resume() {
        synchronized (this) {
            shut = false;
        }
        goOn();
    }

    @Override
    final void goOn() {
        boolean called;
        synchronized (this) {
            if (shut || !turnedAway && !missed) {
                return;
            }
            called = missed;
            missed = false;
            turnedAway = false;
        }
        try {
            executor.execute(() -> read(called));
        } catch (RejectedExecutionException stopped) {
            read(called);
        }
    }

    private void read(boolean called) {
        ReadListener engine = listener;
        if (engine != null && (called || input.isReady())) {
            try {
                available(engine);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
