package io.capstan.wire;

import io.capstan.Connection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How much of what a client has sent waits to be handled. When it is too much, nothing more is read from that client
 * until half of it is done; so it costs a bounded amount of memory, no thread, and nobody else anything.
 *
 * <p>Where the engine cannot be stopped, the thread that delivers waits instead. Thread-safe.
 */
public final class Inbox {
    /** What a message counts beside its payload, so that many empty ones fill an inbox too. */
    private static final int EACH = 64;

    private final @Nullable Intake intake;
    private final long most;
    private final Waiting waiters;

    /** Guards the fields below; no call leaves this class while it is held. Virtual threads may wait for it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition room = lock.newCondition();
    private long waiting;
    private boolean over;
    /** Whether the engine has been told to pause, or is being told. */
    private boolean paused;
    /** Whether a thread is telling the engine; it looks again afterwards. */
    private boolean telling;

    /**
     * An inbox.
     *
     * @param intake {@code null} if the engine cannot be stopped
     * @param most how many bytes may wait
     */
    public Inbox(@Nullable Intake intake, long most) {
        this(intake, most, Waiting.REAL);
    }

    /**
     * An inbox.
     *
     * @param intake {@code null} if the engine cannot be stopped
     * @param most how many bytes may wait
     * @param waiters how those wait who take what is in it
     */
    public Inbox(@Nullable Intake intake, long most, Waiting waiters) {
        this.intake = intake;
        this.most = most;
        this.waiters = waiters;
    }

    /** How those wait who take what is in it. */
    public Waiting waiters() {
        return waiters;
    }

    /** The inbox of a connection; one without bounds for a connection without an engine. */
    public static Inbox of(Connection connection) {
        return connection instanceof WireConnection wired ? wired.inbox() : new Inbox(null, Long.MAX_VALUE);
    }

    /** So many bytes came, and wait. */
    public void add(int bytes) {
        lock.lock();
        try {
            while (intake == null && waiting >= most && !over) {
                room.awaitUninterruptibly();
            }
            waiting += bytes + EACH;
        } finally {
            lock.unlock();
        }
        tell();
    }

    /** So many bytes that were added in one go wait no more. */
    public void remove(int bytes) {
        lock.lock();
        try {
            waiting -= bytes + EACH;
            if (waiting < most) {
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
        tell();
    }

    /** From now on everything is let in, since it is given up: the connection ends. */
    void end() {
        lock.lock();
        try {
            over = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
        tell();
    }

    /** Whether the client is made to wait, so that its silence means nothing. */
    boolean isPaused() {
        lock.lock();
        try {
            return paused;
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        Intake engine = intake;
        while (engine != null && changes()) {
            try {
                if (paused) { // nobody else writes it while this thread tells
                    engine.pause();
                } else {
                    engine.resume();
                }
            } finally {
                lock.lock();
                telling = false;
                lock.unlock();
            }
        }
    }

    /** Whether the engine is to be told something, by this thread. */
    private boolean changes() {
        lock.lock();
        try {
            boolean full = !over && waiting >= (paused ? most / 2 : most);
            if (telling || full == paused) {
                return false;
            }
            paused = full;
            telling = true;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
