package io.capstan.wire;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells an application what has happened, on threads that may block: what concerns one subject one at a time, and in the
 * order in which it was noted. Subjects share lanes, of which there are only so many, so that nothing has to be kept of a
 * subject.
 */
public final class Announcer {
    private static final System.Logger LOG = System.getLogger(Announcer.class.getName());
    private static final int LANES = 64;
    private static final int MOST_WAITING = 4096;
    /** An observer may wait, in ways that nobody sees, for the very thread that waits for it here. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Executor threads;
    private final Consumer<Runnable> contexts;
    private final Lane[] lanes;

    /**
     * An announcer.
     *
     * @param threads run what it tells; if they reject it, it is told by the thread that fires
     * @param contexts run a piece of the application with its contexts active
     */
    public Announcer(Executor threads, Consumer<Runnable> contexts) {
        this.threads = threads;
        this.contexts = contexts;
        this.lanes = IntStream.range(0, LANES).mapToObj(i -> new Lane()).toArray(Lane[]::new);
    }

    /** Notes what will be told. May be called under a lock: nobody is told yet. */
    public void note(String subject, Runnable telling) {
        lane(subject).add(telling);
    }

    /** Has all told that was noted of a subject. To be called without a lock. Returns at once. */
    public void fire(String subject) {
        lane(subject).fire();
    }

    /**
     * Waits while too much waits to be told, a few seconds at most; not on a thread that tells. To be called without a lock,
     * before something is done that will be told.
     */
    public void awaitRoom(String subject) {
        Lane lane = lane(subject);
        if (lane.isFull() && Stream.of(lanes).noneMatch(each -> each.isToldBy(Thread.currentThread()))) {
            await(lane, MOST_WAITING, LONGEST_WAIT);
        }
    }

    /** Waits until all was told that has been fired; whether that was in time. */
    public boolean awaitAll(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        return Stream.of(lanes).allMatch(lane -> await(lane, 1, Duration.ofNanos(end - System.nanoTime())));
    }

    private static boolean await(Lane lane, int fewer, Duration most) {
        try {
            return lane.await(fewer, most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Lane lane(String subject) {
        int hash = subject.hashCode();
        return lanes[(hash ^ hash >>> 16) & LANES - 1];
    }

    private final class Lane {
        // Guarded by this; nothing is told while it is held.
        private final Queue<Runnable> waiting = new ArrayDeque<>(0);
        private boolean busy;
        private @Nullable Thread teller;

        synchronized void add(Runnable telling) {
            waiting.add(telling);
        }

        void fire() {
            if (!begin()) {
                return;
            }
            try {
                threads.execute(this::tellAll);
            } catch (RejectedExecutionException stopped) {
                tellAll();
            }
        }

        private synchronized boolean begin() {
            boolean begins = !busy && !waiting.isEmpty();
            busy |= begins;
            return begins;
        }

        private void tellAll() {
            for (Runnable telling = next(); telling != null; telling = next()) {
                try {
                    contexts.accept(telling);
                } catch (Throwable e) { // an observer's fault is nobody else's
                    LOG.log(Level.WARNING, "An observer failed", e);
                }
            }
        }

        private synchronized @Nullable Runnable next() {
            Runnable next = waiting.poll();
            busy = next != null;
            teller = busy ? Thread.currentThread() : null;
            notifyAll();
            return next;
        }

        synchronized boolean isFull() {
            return waiting.size() >= MOST_WAITING;
        }

        synchronized boolean isToldBy(Thread thread) {
            return teller == thread;
        }

        /** Waits until fewer wait or are being told. */
        synchronized boolean await(int fewer, Duration most) throws InterruptedException {
            long end = System.nanoTime() + most.toNanos();
            while (waiting.size() + (busy ? 1 : 0) >= fewer) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        }
    }
}
