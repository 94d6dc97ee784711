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
 * listener hears of nothing. A listener that was turned away meanwhile is called again when the tap opens.
 */
final class Tap implements Intake {
    private final ServletInputStream input;

    /** Guards the fields below; no call leaves this class while it is held. */
    private final Object lock = new Object();

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

    /** Who reads when the tap opens. */
    void readOn(Executor threads) {
        executor = threads;
    }

    boolean isReady() {
        synchronized (lock) {
            if (shut) {
                turnedAway = true;
                return false;
            }
        }
        return input.isReady();
    }

    /** What the server gets to see of a listener. */
    ReadListener before(ReadListener engine) {
        listener = engine;
        return new ReadListener() {
            @Override
            public void onDataAvailable() throws IOException {
                available(engine);
            }

            @Override
            public void onAllDataRead() throws IOException {
                engine.onAllDataRead();
            }

            @Override
            public void onError(Throwable error) {
                engine.onError(error);
            }
        };
    }

    private void available(ReadListener engine) throws IOException {
        synchronized (lock) {
            if (shut) {
                missed = true;
                return;
            }
        }
        engine.onDataAvailable();
    }

    @Override
    public void pause() {
        synchronized (lock) {
            shut = true;
        }
    }

    @Override
    public void resume() {
        boolean called;
        synchronized (lock) {
            shut = false;
            if (!turnedAway && !missed) {
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
