package io.capstan.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts what is under way, in all and for each who asked, so that nobody takes all of it. Guarded by itself. */
final class Crowd {
    private final int most;
    private final int mostEach;
    private final Map<String, Integer> each = new HashMap<>();
    private int all;

    /**
     * Nobody yet.
     *
     * @param most in all
     * @param mostEach for each who asked
     */
    Crowd(int most, int mostEach) {
        this.most = most;
        this.mostEach = mostEach;
    }

    /** What gives a place back, however often it is called; empty if there is none. */
    synchronized Optional<Runnable> enter(String who) {
        if (all >= most || each.getOrDefault(who, 0) >= mostEach) {
            return Optional.empty();
        }
        all++;
        each.merge(who, 1, Integer::sum);
        AtomicBoolean inside = new AtomicBoolean(true);
        return Optional.of(() -> {
            if (inside.compareAndSet(true, false)) {
                leave(who);
            }
        });
    }

    private synchronized void leave(String who) {
        all--;
        each.computeIfPresent(who, (any, count) -> count == 1 ? null : count - 1);
    }

    /** How many there are. */
    synchronized int size() {
        return all;
    }
}
