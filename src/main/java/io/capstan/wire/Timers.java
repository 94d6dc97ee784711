package io.capstan.wire;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** What a connection has planned for later. Thread-safe. */
final class Timers {
    private final Set<Timer> planned = ConcurrentHashMap.newKeySet(1);

    /** One task. It is complete when it has run, or will not. */
    private static final class Timer extends CompletableFuture<Void> implements Runnable {
        private final Runnable task;

        Timer(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (isDone()) {
                return;
            }
            try {
                task.run();
                complete(null);
            } catch (RuntimeException | Error e) {
                completeExceptionally(e);
                throw e;
            }
        }
    }

    /**
     * Plans a task.
     *
     * @param turns who gets the task when its time has come, to run it in turn; what the task throws comes out of it
     */
    Future<?> plan(Duration delay, Runnable task, WireSupport.Alarm alarm, Consumer<Runnable> turns) {
        Timer timer = new Timer(task);
        planned.add(timer);
        Future<?> due = alarm.after(delay, () -> turns.accept(timer));
        timer.whenComplete((nothing, error) -> {
            planned.remove(timer);
            due.cancel(false);
        });
        return timer;
    }

    /** Cancels all that has not run. */
    void cancel() {
        planned.forEach(timer -> timer.cancel(false));
    }
}
