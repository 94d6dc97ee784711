package io.capstan.testing;

import io.capstan.wire.Waiting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who does the work of a test: its own thread does all that does not block, and conversations and streams have a thread
 * each. It knows which of these wait for the client, so that a test goes on when all is quiet, and not earlier.
 */
final class Crew implements Waiting {
    /** How long anything may take that waits for nothing that a test could bring; by the clock on the wall. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final VirtualClock clock;
    private final Duration patience;

    // Guarded by this, which is taken inside the lock of a sleeper, never the other way round.
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final Set<Thread> busy = new LinkedHashSet<>();
    private final Set<Thread> all = new LinkedHashSet<>();
    private final List<Sleeper> sleepers = new ArrayList<>();

    /** A thread that waits for the client, this time: it may wait for the same thing again. */
    private static final class Sleeper {
        private final Thread thread;
        private final Condition changed;

        Sleeper(Thread thread, Condition changed) {
            this.thread = thread;
            this.changed = changed;
        }

        Thread thread() {
            return thread;
        }

        Condition changed() {
            return changed;
        }
    }

    Crew(VirtualClock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /** Runs a task on the test's thread, when that is done with what it does. */
    synchronized void inTurn(Runnable task) {
        turns.add(task);
        notifyAll();
    }

    /** Runs a task on a thread of its own. */
    void apart(Runnable task) {
        Thread thread = new Thread(() -> run(task), "capstan-test");
        thread.setDaemon(true);
        synchronized (this) {
            all.add(thread);
            busy.add(thread);
        }
        thread.start();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            synchronized (this) {
                all.remove(Thread.currentThread());
                busy.remove(Thread.currentThread());
                notifyAll();
            }
        }
    }

    @Override
    public long await(Lock lock, Condition changed, long nanos) throws InterruptedException {
        long end = clock.in(nanos);
        if (nanos <= 0) {
            return 0;
        }
        Sleeper sleeper = new Sleeper(Thread.currentThread(), changed);
        if (end < Long.MAX_VALUE) {
            clock.at(end, () -> wake(lock, sleeper));
        }
        synchronized (this) {
            sleepers.add(sleeper);
            busy.remove(sleeper.thread());
            notifyAll();
        }
        try {
            while (sleeps(sleeper)) {
                changed.await();
            }
        } finally {
            rouse(sleeper); // it may have been interrupted
        }
        return end - clock.getAsLong();
    }

    private synchronized boolean sleeps(Sleeper sleeper) {
        return sleepers.contains(sleeper);
    }

    private void wake(Lock lock, Sleeper sleeper) {
        lock.lock();
        try {
            if (sleeps(sleeper)) {
                wake(sleeper.changed());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wake(Condition changed) {
        List<Sleeper> woken;
        synchronized (this) {
            woken = sleepers.stream()
                    .filter(sleeper -> sleeper.changed() == changed)
                    .toList();
        }
        woken.forEach(this::rouse);
        changed.signalAll();
    }

    /** From now on the thread counts as busy, whenever it really wakes. */
    private synchronized void rouse(Sleeper sleeper) {
        if (sleepers.remove(sleeper) && all.contains(sleeper.thread())) {
            busy.add(sleeper.thread());
        }
    }

    /** Does all there is to do now, until all wait. On the test's thread. */
    void settle() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private @Nullable Runnable next() {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            while (turns.isEmpty() && !busy.isEmpty()) {
                waitUntil(end);
            }
            return turns.poll();
        }
    }

    private synchronized void waitUntil(long end) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new AssertionError("A conversation or stream has been busy for " + patience
                    + ", and waits for nothing that the client could send. It is here:\n" + stacks());
        }
        try {
            wait(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted.", e);
        }
    }

    private String stacks() {
        return busy.stream()
                .flatMap(thread -> Arrays.stream(thread.getStackTrace()))
                .map(frame -> "    at " + frame)
                .collect(Collectors.joining("\n"));
    }

    /** Interrupts whoever still waits, and lets all end. */
    void dismiss() {
        List<Thread> left;
        synchronized (this) {
            left = List.copyOf(all);
        }
        left.forEach(Thread::interrupt);
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            while (!all.isEmpty()) {
                waitUntil(end);
            }
        }
        settle();
    }
}
