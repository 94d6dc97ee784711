package io.capstan.endpoint;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** So many messages of one component may be handled at once; who comes later waits, first come, first served. */
final class Slots {
    private final Executor executor;

    // Guarded by this; nothing is called while it is held.
    private int free;
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /** @param executor on which those go on who had to wait */
    Slots(int most, Executor executor) {
        this.free = most;
        this.executor = executor;
    }

    /**
     * Takes a slot.
     *
     * @return whether there was one; if not, {@code later} runs once, when one has been taken for it
     */
    synchronized boolean take(Runnable later) {
        if (free == 0) {
            waiting.add(later);
            return false;
        }
        free--;
        return true;
    }

    /** Gives a slot back, or on to who has waited longest. */
    void give() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        try {
            executor.execute(next);
        } catch (RejectedExecutionException stopped) {
            next.run();
        }
    }
}
