package io.capstan.component;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many handlers may run at once on the threads of the engine that delivered their messages. That is the fastest way,
 * but some engines have only a handful of these threads, and handlers may block: so one that finds no berth gets a worker
 * of Capstan's own, and the engine always has threads left for all the others. Thread-safe.
 */
public final class Berths {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    /** @param most how many */
    public Berths(int most) {
        this.most = most;
    }

    /** Whether there is one for this thread; {@link #leave} follows. */
    boolean enter() {
        if (taken.incrementAndGet() <= most) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void leave() {
        taken.decrementAndGet();
    }
}
