package io.capstan.wire;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One write of a {@link Wire} whose engine reports the end in its own time: within the call that writes when the socket
 * takes all, else later and on another thread. It keeps the promise of {@link Wire#write}: the completion is called once
 * or never, and never from within the call.
 */
public final class WriteUnderWay {
    private static final Object RETURNED = new Object();
    private static final Object DONE = new Object();

    private final Wire.Completion completion;
    private final AtomicReference<@Nullable Object> state = new AtomicReference<>();

    /** @param completion who is told if the write ends after {@link #isComplete} was asked */
    public WriteUnderWay(Wire.Completion completion) {
        this.completion = completion;
    }

    /** The engine reports the end: {@code error} says why it failed, {@code null} that it did not. */
    public void ended(@Nullable Throwable error) {
        if (state.getAndSet(error == null ? DONE : error) == RETURNED) { // an engine that reports twice counts once
            completion.complete(error);
        }
    }

    /**
     * To be asked once, at the end of the call that writes.
     *
     * @return whether it has ended; if not, the completion will be called
     * @throws IOException if it has failed
     */
    public boolean isComplete() throws IOException {
        if (state.compareAndSet(null, RETURNED)) {
            return false;
        }
        if (state.get() instanceof Throwable error) {
            throw new IOException(error);
        }
        return true;
    }
}
