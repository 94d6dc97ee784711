package io.capstan.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a client in memory has received. Thread-safe. */
final class Reception {
    private static final long PATIENCE_MILLIS = 2_000;

    // Guarded by this.
    private final List<RawFrame> frames = new ArrayList<>();
    private int taken;

    synchronized void add(RawFrame frame) {
        frames.add(frame);
        notifyAll();
    }

    /** All of a kind, in order. */
    synchronized Stream<RawFrame> all(int opcode) {
        return frames.stream().filter(frame -> frame.opcode() == opcode).toList().stream();
    }

    /** The next that was not taken; waits a little for threads of the application. */
    synchronized RawFrame take() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (taken == frames.size()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("The component has sent nothing more than these " + frames.size() + ": "
                        + frames.stream().map(Script.Step::describe).toList());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("The test was interrupted.", e);
            }
        }
        return frames.get(taken++);
    }
}
