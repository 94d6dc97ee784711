package io.capstan.wire;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs tasks one at a time, in the order in which they come. */
public class Serial {
    private final Executor executor;

    // Guarded by this; no task runs while it is held.
    private boolean busy;
    private @Nullable Queue<Runnable> waiting;

    /** @param executor whose threads run what has to wait */
    public Serial(Executor executor) {
        this.executor = executor;
    }

    /** Runs a task here and now, or, if another one is running, behind it on that one's thread. */
    public void run(Runnable task) {
        if (begin(task)) {
            runAll(task);
        }
    }

    /** Runs a task here and now, if no other one is running; those that come meanwhile run on another thread. */
    public void runAlone(Runnable task) {
        if (begin(task)) {
            try {
                task.run();
            } finally {
                Runnable behind = next();
                if (behind != null) {
                    hand(behind);
                }
            }
        }
    }

    /**
     * Runs a task here and now, if no other one is running. What it leaves over runs on another thread, before all that comes
     * meanwhile; within a {@link Turn} at the end of that.
     *
     * @param task returns what is left over, {@code null} for nothing
     * @return whether it was run
     */
    public boolean begin(Supplier<@Nullable Runnable> task) {
        synchronized (this) {
            if (busy) {
                return false;
            }
            busy = true;
        }
        Runnable behind = null;
        try {
            behind = task.get();
        } finally {
            Runnable rest = behind == null ? next() : behind;
            if (rest != null) {
                Turn.handOver(() -> hand(rest));
            }
        }
        return true;
    }

    /** Runs a task on another thread, behind the one that is running; here, if there are no other threads any more. */
    public void submit(Runnable task) {
        if (begin(task)) {
            hand(task);
        }
    }

    /**
     * Runs a task by this executor and by no other, behind the one that is running.
     *
     * @param otherwise what runs here if the executor rejects the task
     */
    public void submit(Runnable task, Executor lane, Runnable otherwise) {
        Hop hop = new Hop(task, lane, otherwise);
        if (begin(hop)) {
            hand(hop);
        }
    }

    /** A task for which its executor matters. */
    private record Hop(Runnable task, Executor lane, Runnable otherwise) implements Runnable {
        @Override
        public void run() {
            task.run();
        }
    }

    private void hand(Runnable task) {
        try {
            (task instanceof Hop hop ? hop.lane() : executor).execute(() -> runAll(task));
        } catch (RejectedExecutionException stopped) {
            runAll(task instanceof Hop hop ? hop.otherwise() : task);
        }
    }

    private boolean begin(Runnable task) {
        synchronized (this) {
            if (!busy) {
                busy = true;
                return true;
            }
            if (waiting == null) {
                waiting = new ArrayDeque<>(2);
            }
            waiting.add(task);
            return false;
        }
    }

    private void runAll(Runnable first) {
        Runnable task = first;
        boolean done = false;
        try {
            while (task != null) {
                task.run();
                task = next();
                if (task instanceof Hop) {
                    hand(task);
                    task = null;
                }
            }
            done = true;
        } finally {
            Runnable behind = done ? null : next();
            if (behind != null) {
                hand(behind); // a task that failed holds up none of those behind it
            }
        }
    }

    private @Nullable Runnable next() {
        synchronized (this) {
            Runnable next = waiting == null ? null : waiting.poll();
            if (next == null) {
                busy = false;
                waiting = null;
            }
            return next;
        }
    }
}
