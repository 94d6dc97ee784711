package io.capstan.wire;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A share of an application's connections, and the one thread at a time that hands publications to their outboxes.
 *
 * <p>It works in sweeps: it takes all that waits, appends it to the outboxes of the receivers, and then flushes each of
 * these once, with all it got. What comes during a sweep waits for the next one, so the more there is to do, the more
 * leaves in one write; nothing waits for a timer. Publications in a row for the same receivers are joined once for all
 * of them. No task blocks, since no wire does.
 *
 * <p>What costs is one system call for each connection and write. Where there is nothing to join all shards write at the
 * same time; where there is, they take turns, so that more comes for those that wait, and leaves in fewer writes.
 *
 * <p>Order: tasks run in the order in which they were handed over. While nothing waits here that has a message for an
 * outbox, a thread may go to an outbox directly, since all it has handed over before is there already; see
 * {@link #isAhead} and {@link #inOrder}.
 */
final class Shard {
    private static final System.Logger LOG = System.getLogger(Shard.class.getName());

    /** How many messages a sweep appends before it flushes: less than an outbox holds, so that a burst gets through. */
    static final int SWEEP = 256;
    /** How much may wait before publishers do. */
    private static final int MOST_TASKS = 4096;

    private static final long MOST_BYTES = 16 << 20;

    private final Executor runner;
    private final Semaphore turns;

    /** Guards the fields below; no call leaves this class while it is held. */
    private final Object lock = new Object();

    private List<Task> waiting = new ArrayList<>();
    private long waitingBytes;
    /** Whether a runner is at work or on its way; written under the lock. */
    private volatile boolean busy;

    /** Tasks with something for an outbox that have not run; what is sent to one connection has to wait for them. */
    private final AtomicInteger ahead = new AtomicInteger();

    /** The thread at work. */
    private volatile @Nullable Thread worker;

    /** Connections with something to flush; used by the runner only. */
    private final List<WireConnection> dirty = new ArrayList<>();

    private int appended;

    private sealed interface Task permits Publication, Step {
        /** Whether it has something for an outbox. */
        boolean brings();
    }

    private record Publication(
            Iterable<WireConnection> receivers, @Nullable WireConnection except, Outgoing message) implements Task {

        @Override
        public boolean brings() {
            return true;
        }

        boolean goesWhere(Publication other) {
            return receivers == other.receivers && except == other.except;
        }
    }

    private record Step(Runnable action, boolean brings) implements Task {}

    /**
     * An idle shard.
     *
     * @param runner runs a sweep, on one thread; when it rejects, whoever hands something over does the work
     * @param turns how many shards sweep at a time where there is something to join; a fair one
     */
    Shard(Executor runner, Semaphore turns) {
        this.runner = runner;
        this.turns = turns;
    }

    /** Whether something waits that has to reach outboxes before what is sent now. */
    boolean isAhead() {
        return ahead.get() > 0;
    }

    /** Runs a step behind all that waits for outboxes: at once, on this thread, if nothing does. */
    void inOrder(Runnable step) {
        if (isAhead()) {
            behind(step);
        } else {
            step.run();
        }
    }

    /** Runs a step that has something for an outbox behind all that was handed over before, and not on this thread. */
    void behind(Runnable step) {
        hand(new Step(step, true), 0);
    }

    /** Runs a step behind all that was handed over before, one at a time with all other tasks of this shard. */
    void exclusively(Runnable step) {
        hand(new Step(step, false), 0);
    }

    /**
     * Runs a step one at a time with all other tasks of this shard: at once, on this thread, if nothing is going on, else
     * behind all that was handed over before. So who comes or goes wakes no other thread for it. For steps that are soon
     * over and call nobody.
     */
    void exclusivelyHere(Runnable step) {
        synchronized (lock) {
            if (busy) {
                waiting.add(new Step(step, false));
                return;
            }
            busy = true;
        }
        try {
            step.run();
        } finally {
            handBack();
        }
    }

    /** What has come meanwhile is for the runner. */
    private void handBack() {
        synchronized (lock) {
            if (waiting.isEmpty()) {
                busy = false;
                lock.notifyAll();
                return;
            }
        }
        start();
    }

    /** Sends a message to these connections of this shard but one. Only a task of this shard may change them. */
    void publish(Iterable<WireConnection> receivers, @Nullable WireConnection except, Outgoing message) {
        hand(new Publication(receivers, except, message), message.bytes());
    }

    /** Waits while too much waits here; a publisher calls this before it publishes. Not on the shard's own thread. */
    void awaitRoom() {
        if (!busy || Thread.currentThread() == worker) {
            return;
        }
        boolean interrupted = false;
        synchronized (lock) {
            while (busy && (waiting.size() >= MOST_TASKS || waitingBytes >= MOST_BYTES)) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    break; // an interrupted publisher is on its way out: it may exceed the bound by one
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void hand(Task task, int bytes) {
        if (task.brings()) {
            ahead.incrementAndGet();
        }
        synchronized (lock) {
            waiting.add(task);
            waitingBytes += bytes;
            if (busy) {
                return;
            }
            busy = true;
        }
        start();
    }

    private void start() {
        try {
            runner.execute(() -> run(turns));
        } catch (RuntimeException stopped) { // rejected, or the server makes no threads for this application any more
            run(new Semaphore(1)); // no turns: this thread may be in the middle of another shard's
        }
    }

    private void run(Semaphore among) {
        worker = Thread.currentThread();
        for (int waits = waits(); waits > 0; waits = waits()) {
            if (waits == 1) {
                sweep(take());
            } else {
                sweepInTurn(among);
            }
        }
    }

    private void sweepInTurn(Semaphore among) {
        among.acquireUninterruptibly();
        try {
            sweep(take());
        } finally {
            among.release();
        }
    }

    /** How many tasks wait; the shard is idle if none does. */
    private int waits() {
        synchronized (lock) {
            if (waiting.isEmpty()) {
                worker = null;
                busy = false;
                lock.notifyAll();
            }
            return waiting.size();
        }
    }

    /** All that waits. */
    private List<Task> take() {
        synchronized (lock) {
            List<Task> taken = waiting;
            waiting = new ArrayList<>();
            waitingBytes = 0;
            lock.notifyAll();
            return taken;
        }
    }

    private void sweep(List<Task> tasks) {
        int at = 0;
        while (at < tasks.size()) {
            int end = at + 1;
            try {
                if (tasks.get(at) instanceof Publication publication) {
                    end = endOfRun(tasks, at);
                    append(publication, join(tasks.subList(at, end)));
                } else {
                    ((Step) tasks.get(at)).action().run();
                }
            } catch (Throwable e) { // what comes out of here would stop the shard for all
                LOG.log(Level.ERROR, "a task of the wire failed", e);
            }
            ahead.addAndGet(tasks.get(at).brings() ? at - end : 0);
            at = end;
            if (appended >= SWEEP) {
                flush();
            }
        }
        flush();
    }

    /** The end of the publications in a row, from here on, that go to the same receivers and fit into one write. */
    private static int endOfRun(List<Task> tasks, int start) {
        Publication first = (Publication) tasks.get(start);
        int end = start + 1;
        long bytes = first.message().bytes();
        while (end < tasks.size()
                && end - start < SWEEP
                && tasks.get(end) instanceof Publication next
                && next.goesWhere(first)
                && bytes + next.message().bytes() <= Outbox.LARGEST_BATCH) {
            bytes += next.message().bytes();
            end++;
        }
        return end;
    }

    private static Batch join(List<Task> run) {
        List<Batch> messages = new ArrayList<>(run.size());
        for (Task task : run) {
            messages.add(((Publication) task).message());
        }
        return Batch.join(messages);
    }

    private void append(Publication to, Batch batch) {
        int tooLarge = 0;
        for (WireConnection receiver : to.receivers()) {
            if (receiver == to.except()) {
                continue;
            }
            tooLarge += receiver.append(batch) == Offer.TOO_LARGE ? 1 : 0;
            touch(receiver);
        }
        appended += batch.size();
        if (tooLarge > 0) {
            LOG.log(
                    Level.WARNING,
                    "Of {0} bytes to be sent, {1} connections did not get all, since a message was larger than their"
                            + " outbox; see capstan.outbox.bytes",
                    String.valueOf(batch.bytes()),
                    tooLarge);
        }
    }

    /** Flushes this connection at the end of the sweep. Called by tasks of this shard. */
    private void touch(WireConnection connection) {
        if (connection.markDirty()) {
            dirty.add(connection);
        }
    }

    private void flush() {
        for (WireConnection connection : dirty) {
            try {
                connection.flushDirty();
            } catch (Throwable e) { // what comes out of here would stop the shard for all
                LOG.log(Level.ERROR, "a flush of " + connection + " failed", e);
            }
        }
        dirty.clear();
        appended = 0;
    }
}
