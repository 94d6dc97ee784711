package io.capstan.component;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What is under way for one connection beside the handler that holds its turn: handlers that run concurrently, and stages
 * that handlers have returned and that are not complete. All together they are bounded.
 */
final class InFlight {
    private final int most;

    // Guarded by this; nothing is called while it is held.
    private int handlers;
    private int stages;
    private boolean ended;
    private @Nullable Runnable last;

    InFlight(int most) {
        this.most = most;
    }

    /** Waits until one more may be under way. When the connection has ended, nobody waits for stages any more. */
    synchronized void awaitRoom() {
        try {
            while (handlers + (ended ? 0 : stages) >= most) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The connection has ended. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Runs a handler on another thread, or here if there is none. */
    void run(Runnable handler, Executor executor) {
        synchronized (this) {
            handlers++;
        }
        Runnable counted = () -> {
            try {
                handler.run();
            } finally {
                handlerEnded();
            }
        };
        try {
            executor.execute(counted);
        } catch (RejectedExecutionException allBusy) {
            counted.run();
        }
    }

    private void handlerEnded() {
        Runnable then;
        synchronized (this) {
            handlers--;
            then = handlers == 0 ? last : null;
            notifyAll();
        }
        if (then != null) {
            then.run();
        }
    }

    /** Runs this when no handler runs any more, of which there will be no new ones. Call once. */
    void whenIdle(Runnable task) {
        synchronized (this) {
            if (handlers > 0) {
                last = task;
                return;
            }
        }
        task.run();
    }

    /** A handler has returned a stage that is not complete. */
    synchronized void stageBegins() {
        stages++;
    }

    /** It is. */
    synchronized void stageEnds() {
        stages--;
        notifyAll();
    }
}
