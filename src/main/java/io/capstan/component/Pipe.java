package io.capstan.component;

import io.capstan.wire.Inbox;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way from the thread that delivers its parts to the handler that reads it. The inbox of the
 * connection bounds what is in it.
 *
 * @param <P> a part
 */
public final class Pipe<P> {
    private final Inbox inbox;

    /** Guards the fields below; no call leaves this class while it is held. Virtual threads may wait for it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final Queue<Part<P>> parts = new ArrayDeque<>();
    private boolean ended;
    private boolean closed;
    private @Nullable String failure;

    private record Part<P>(P content, int bytes) {}

    Pipe(Inbox inbox) {
        this.inbox = inbox;
    }

    /** A part came. It is dropped if nobody reads any more. */
    public void put(P part, int bytes) {
        inbox.add(bytes);
        lock.lock();
        try {
            if (!closed) {
                parts.add(new Part<>(part, bytes));
                inbox.waiters().wake(changed);
                return;
            }
        } finally {
            lock.unlock();
        }
        inbox.remove(bytes);
    }

    /** The message is complete. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            inbox.waiters().wake(changed);
        } finally {
            lock.unlock();
        }
    }

    /** The rest of the message will not come, unless all of it has. */
    public void fail(String why) {
        lock.lock();
        try {
            failure = why;
            inbox.waiters().wake(changed);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next part.
     *
     * @return {@code null} at the end of the message
     * @throws BrokenMessageException if the rest will not come
     * @throws IOException if the thread was interrupted
     */
    @Nullable
    P take() throws IOException {
        Part<P> part = await();
        if (part == null) {
            return null;
        }
        inbox.remove(part.bytes());
        return part.content();
    }

    private @Nullable Part<P> await() throws IOException {
        lock.lock();
        try {
            while (parts.isEmpty() && !ended && !closed && failure == null) {
                inbox.waiters().await(lock, changed, Long.MAX_VALUE);
            }
            if (closed) {
                throw new IOException("The message is not read any more.");
            }
            if (parts.isEmpty() && !ended) {
                throw new BrokenMessageException(String.valueOf(failure));
            }
            return parts.poll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted within a message.", e);
        } finally {
            lock.unlock();
        }
    }

    /** Whether something can be taken without waiting. */
    boolean isReady() {
        lock.lock();
        try {
            return !parts.isEmpty() || ended;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody reads any more: the rest is skipped. */
    void close() {
        List<Part<P>> unread;
        lock.lock();
        try {
            closed = true;
            unread = List.copyOf(parts);
            parts.clear();
            inbox.waiters().wake(changed);
        } finally {
            lock.unlock();
        }
        unread.forEach(part -> inbox.remove(part.bytes()));
    }
}
