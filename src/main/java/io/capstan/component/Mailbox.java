package io.capstan.component;

import io.capstan.CloseInfo;
import io.capstan.Conversation.Messages;
import io.capstan.Message;
import io.capstan.wire.Inbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The messages of one conversation that it has not received yet. The inbox of the connection bounds them. */
final class Mailbox implements Messages {
    private final Inbox inbox;
    /** Whether neither side has begun to close: asked under the lock, so it must not call back. */
    private final BooleanSupplier open;

    /** Guards the fields below; no call leaves this class while it is held. Virtual threads may wait for it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private final Queue<Letter> letters = new ArrayDeque<>();
    private boolean closed;
    private @Nullable CloseInfo end;

    private record Letter(Message message, int bytes) {}

    /**
     * A mailbox.
     *
     * @param open whether neither side has begun to close
     */
    Mailbox(Inbox inbox, BooleanSupplier open) {
        this.inbox = inbox;
        this.open = open;
    }

    /** A message came. Returns at once, where the engine can be stopped. */
    void put(Message message, int bytes) {
        inbox.add(bytes);
        lock.lock();
        try {
            if (!closed) {
                letters.add(new Letter(message, bytes));
                inbox.waiters().wake(changed);
                return;
            }
        } finally {
            lock.unlock();
        }
        inbox.remove(bytes);
    }

    /** The connection has ended; what came before can still be received. */
    void end(CloseInfo info) {
        lock.lock();
        try {
            end = info;
            inbox.waiters().wake(changed);
        } finally {
            lock.unlock();
        }
    }

    /** The conversation is over: nobody will receive what waits. */
    void close() {
        List<Letter> unread;
        lock.lock();
        try {
            closed = true;
            unread = List.copyOf(letters);
            letters.clear();
            inbox.waiters().wake(changed);
        } finally {
            lock.unlock();
        }
        unread.forEach(letter -> inbox.remove(letter.bytes()));
    }

    @Override
    public Optional<Message> receive() throws InterruptedException {
        try {
            return receive(Long.MAX_VALUE);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e); // after 292 years
        }
    }

    @Override
    public Optional<Message> receive(Duration timeout) throws InterruptedException, TimeoutException {
        return receive(Math.max(0, timeout.toNanos()));
    }

    private Optional<Message> receive(long timeout) throws InterruptedException, TimeoutException {
        Letter letter = await(timeout);
        if (letter == null) {
            return Optional.empty();
        }
        inbox.remove(letter.bytes());
        return Optional.of(letter.message());
    }

    private @Nullable Letter await(long timeout) throws InterruptedException, TimeoutException {
        lock.lockInterruptibly();
        try {
            long left = timeout;
            while (!closed && end == null && (letters.isEmpty() || !open.getAsBoolean())) {
                if (left <= 0) {
                    throw new TimeoutException("No message within " + Duration.ofNanos(timeout));
                }
                left = inbox.waiters().await(lock, changed, left);
            }
            boolean listens = end == null || end.initiator() == CloseInfo.Initiator.PEER;
            return listens ? letters.poll() : null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<CloseInfo> end() {
        lock.lock();
        try {
            return Optional.ofNullable(end);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Iterator<Message> iterator() {
        return new Iterator<>() {
            private @Nullable Message next;

            @Override
            public boolean hasNext() {
                if (next == null) {
                    try {
                        next = receive().orElse(null);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                return next != null;
            }

            @Override
            public Message next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("The conversation is over.");
                }
                Message message = next;
                next = null;
                return message;
            }
        };
    }
}
