package io.capstan.endpoint;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * A clock, and somebody who comes back later.
 *
 * @param clock nanoseconds, as {@link System#nanoTime}
 * @param timer runs a task after a while, or earlier if it is being stopped
 * @param workers on which later tasks run
 */
record Timing(LongSupplier clock, BiConsumer<Duration, Runnable> timer, Executor workers) {
    /** So often somebody who waits should look around, in nanoseconds. */
    static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();

    /** What is done later. */
    @FunctionalInterface
    interface Task {
        /** Runs on a worker. @param early whether the timer is being stopped, and the time has not come */
        void run(boolean early);
    }

    long now() {
        return clock.getAsLong();
    }

    /** Runs a task on a worker after so many nanoseconds. */
    void after(long nanos, Task task) {
        long due = now() + nanos;
        timer.accept(Duration.ofNanos(nanos), () -> {
            Runnable step = () -> task.run(now() - due < 0);
            try {
                workers.execute(step);
            } catch (RejectedExecutionException stopped) {
                step.run();
            }
        });
    }
}
