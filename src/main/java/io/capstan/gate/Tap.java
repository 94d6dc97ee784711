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
 * takes the messages, and by a {@link PongBrake}.
 */
final class Tap implements Intake, ReadListener {
    private final ServletInputStream input;
    private final PongBrake brake;

    // Guarded by this; but for the brake, no call leaves this class while it is held.
    private boolean shut;
    /** The listener was told that nothing is ready, though nobody has looked. */
    private boolean turnedAway;
    /** The server has called, and the listener has not heard it. */
    private boolean missed;

    private volatile @Nullable ReadListener listener;
    private volatile Executor executor = Runnable::run;

    Tap(ServletInputStream input, PongBrake brake) {
        this.input = input;
        this.brake = brake;
        brake.releases(this::goOn);
    }

    /** Who reads when the tap opens. */
    void readOn(Executor threads) {
        executor = threads;
    }

    boolean isReady() {
        synchronized (this) {
            if (shut || brake.holds()) {
                turnedAway = true;
                return false;
            }
        }
        return input.isReady();
    }

    /** What the server gets to see of a listener. */
    ReadListener before(ReadListener engine) {
        listener = engine;
        return this;
    }

    @Override
    public void onDataAvailable() throws IOException {
        ReadListener engine = listener;
        if (engine != null) {
            available(engine);
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        ReadListener engine = listener;
        if (engine != null) {
            engine.onAllDataRead();
        }
    }

    @Override
    public void onError(Throwable error) {
        ReadListener engine = listener;
        if (engine != null) {
            engine.onError(error);
        }
    }

    private void available(ReadListener engine) throws IOException {
        synchronized (this) {
            if (shut || brake.holds()) {
                missed = true;
                return;
            }
        }
        engine.onDataAvailable();
    }

    @Override
    public void pause() {
        synchronized (this) {
            shut = true;
        }
    }

    @Override
    public void resume() {
        synchronized (this) {
            shut = false;
        }
        goOn();
    }

    private void goOn() {
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
