package io.capstan.wire;

import io.capstan.Connection;
import org.jspecify.annotations.Nullable;

/**
 * How much of what a client has sent waits to be handled. When it is too much, nothing more is read from that client
 * until half of it is done; so it costs a bounded amount of memory, no thread, and nobody else anything.
 *
 * <p>Where the engine cannot be stopped, the thread that delivers waits instead. Thread-safe.
 */
public final class Inbox implements Intake {
    /** What a message counts beside its payload, so that many empty ones fill an inbox too. */
    private static final int EACH = 64;

    private final @Nullable Intake intake;
    private final int most;
    private final Waiting waiters;

    // Guarded by this; no call leaves this class while it is held.
    private long waiting;
    /** How many hold the client up for reasons of their own. */
    private int holds;

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
        this.most = (int) Math.min(most, Integer.MAX_VALUE);
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
        boolean news;
        synchronized (this) {
            awaitRoom();
            waiting += bytes + EACH;
            news = isNews();
        }
        tell(news);
    }

    private void awaitRoom() {
        boolean interrupted = false;
        while (intake == null && waiting >= most && !over) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** So many bytes that were added in one go wait no more. */
    public void remove(int bytes) {
        boolean news;
        synchronized (this) {
            waiting -= bytes + EACH;
            if (intake == null && waiting < most) {
                notifyAll();
            }
            news = isNews();
        }
        tell(news);
    }

    /** Makes the client wait, however little waits here, until {@link #resume} was called as often as this. */
    @Override
    public void pause() {
        hold(1);
    }

    /** One reason less to make the client wait. */
    @Override
    public void resume() {
        hold(-1);
    }

    private void hold(int more) {
        boolean news;
        synchronized (this) {
            holds += more;
            news = isNews();
        }
        tell(news);
    }

    /** From now on everything is let in, since it is given up: the connection ends. */
    void end() {
        boolean news;
        synchronized (this) {
            over = true;
            notifyAll();
            news = isNews();
        }
        tell(news);
    }

    /** Whether the client is made to wait, so that its silence means nothing. */
    synchronized boolean isPaused() {
        return paused;
    }

    /** Tells the engine, without the lock, and goes on as long as there is news. */
    private void tell(boolean news) {
        boolean more = news;
        while (more) {
            try {
                if (intake != null && isPaused()) { // nobody else changes it while this thread tells
                    intake.pause();
                } else if (intake != null) {
                    intake.resume();
                }
            } finally {
                synchronized (this) {
                    telling = false;
                    more = isNews();
                }
            }
        }
    }

    /** Whether the engine is to be told something, by this thread. Called under the lock. */
    private boolean isNews() {
        boolean full = !over && (holds > 0 || waiting >= (paused ? most / 2 : most));
        if (intake == null || telling || full == paused) {
            return false;
        }
        paused = full;
        telling = true;
        return true;
    }
}
