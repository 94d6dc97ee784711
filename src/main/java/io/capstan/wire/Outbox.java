package io.capstan.wire;

import io.capstan.ConnectionClosedException;
import io.capstan.Delivery;
import io.capstan.OverflowPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded, ordered queue of one connection's outgoing messages.
 *
 * <p>One write is under way at a time; what arrives meanwhile waits. The thread that finds no write under way makes the
 * next one, and goes on in a loop as long as the wire completes at once; where the wire completes later, the completing
 * thread takes over. So no thread waits and nothing recurses. {@link #offer} and {@link #flush} are apart so that one
 * sweep can offer to many outboxes before it flushes them.
 */
final class Outbox implements Wire.Completion {

    /** What became of an offer. */
    enum Offer {
        /** It waits, or is already under way. */
        TAKEN,
        /** The policy gave the new message up. */
        DROPPED,
        /** The connection ends: nothing more is taken. */
        CLOSED,
        /** The outbox is full, and its policy is to close. */
        FULL,
        /** The message alone is larger than all that may wait. */
        TOO_LARGE
    }

    /** The most payload that one write carries, unless a single message is larger. */
    private static final int LARGEST_BATCH = 64 * 1024;

    private final Wire wire;
    private final OutboxOptions options;
    private final LongSupplier clock;
    private final Owner owner;

    /** Guards all fields below; no call leaves this class while it is held. */
    private final Object lock = new Object();

    private final Backlog backlog = new Backlog();
    private List<Entry> underWay = List.of();
    private int bytesUnderWay;
    private long writeStarted;
    /** Whether results are being told, which may bring new messages: they wait for the loop instead of nesting in it. */
    private boolean settling;

    private State state = State.OPEN;

    private enum State {
        OPEN,
        /** A close frame follows what waits. */
        ENDING,
        /** The close frame was sent, or the connection is lost. */
        ENDED
    }

    /** Who wants to know what happens at the far end of the queue. Called by the thread that writes, without a lock. */
    interface Owner {
        /** All that waited is written: send the close frame. */
        void drained();

        /** A write failed. */
        void writeFailed(Throwable error);
    }

    Outbox(Wire wire, OutboxOptions options, LongSupplier clock, Owner owner) {
        this.wire = wire;
        this.options = options;
        this.clock = clock;
        this.owner = owner;
    }

    /**
     * Puts a message at the end. It leaves by the next {@link #flush}.
     *
     * @param result told what becomes of it, except by an answer other than {@link Offer#TAKEN}
     */
    Offer offer(Outgoing message, @Nullable CompletableFuture<Delivery> result) {
        if (message.bytes() > options.bytes()) {
            return Offer.TOO_LARGE;
        }
        Entry entry = new Entry(message, result);
        Settlement settlement = new Settlement();
        Offer answer;
        synchronized (lock) {
            answer = state == State.OPEN ? admit(entry, settlement) : Offer.CLOSED;
        }
        settlement.settle();
        return answer;
    }

    private Offer admit(Entry entry, Settlement settlement) {
        Outgoing message = entry.message();
        switch (options.policy()) {
            case COALESCE -> {
                Entry older = backlog.withKey(message.key());
                if (older != null && fits(message.bytes() - older.message().bytes(), 0)) {
                    settlement.add(older.result(), Delivery.REPLACED);
                    backlog.replace(older, entry);
                    return Offer.TAKEN;
                }
            }
            case DROP_OLDEST -> {
                boolean willFit = (long) bytesUnderWay + message.bytes() <= options.bytes();
                while (willFit && !fits(message.bytes(), 1)) {
                    settlement.add(backlog.poll().result(), Delivery.DROPPED);
                }
            }
            default -> {}
        }
        if (fits(message.bytes(), 1)) {
            backlog.add(entry, options.policy() == OverflowPolicy.COALESCE);
            return Offer.TAKEN;
        }
        return switch (options.policy()) {
            case DROP_OLDEST, DROP_NEWEST -> Offer.DROPPED;
            case CLOSE, COALESCE -> Offer.FULL;
        };
    }

    private boolean fits(int moreBytes, int moreMessages) {
        return backlog.size() + moreMessages <= options.messages()
                && (long) backlog.bytes() + bytesUnderWay + moreBytes <= options.bytes();
    }

    /** Starts to write what waits, unless a write is under way: then that one's completion will. */
    void flush() {
        while (true) {
            Batch batch;
            synchronized (lock) {
                if (!underWay.isEmpty() || settling || state == State.ENDED) {
                    return;
                }
                batch = takeBatch();
                if (batch == null && state == State.OPEN) {
                    return;
                }
                if (batch == null) {
                    state = State.ENDED;
                }
            }
            if (batch == null) {
                owner.drained();
                return;
            }
            if (!write(batch)) {
                return;
            }
        }
    }

    private @Nullable Batch takeBatch() {
        if (backlog.isEmpty()) {
            return null;
        }
        int joins = wire.joins();
        List<Entry> taken = new ArrayList<>(Math.min(joins, backlog.size()));
        List<Outgoing> messages = new ArrayList<>(Math.min(joins, backlog.size()));
        int bytes = 0;
        do {
            Entry entry = backlog.poll();
            taken.add(entry);
            messages.add(entry.message());
            bytes += entry.message().bytes();
        } while (!backlog.isEmpty()
                && taken.size() < joins
                && bytes + backlog.peek().message().bytes() <= LARGEST_BATCH);
        underWay = taken;
        bytesUnderWay = bytes;
        writeStarted = clock.getAsLong();
        return new Batch(messages, bytes);
    }

    private boolean write(Batch batch) {
        try {
            if (!wire.write(batch, this)) {
                return false;
            }
            written();
            return true;
        } catch (IOException e) {
            owner.writeFailed(e.getCause() == null ? e : e.getCause());
            return false;
        }
    }

    @Override
    public void complete(@Nullable Throwable error) {
        if (error != null) {
            owner.writeFailed(error);
            return;
        }
        written();
        flush();
    }

    private void written() {
        Settlement settlement = new Settlement();
        synchronized (lock) {
            underWay.forEach(entry -> settlement.add(entry.result(), Delivery.WRITTEN));
            underWay = List.of();
            bytesUnderWay = 0;
            settling = true;
        }
        try {
            settlement.settle();
        } finally {
            synchronized (lock) {
                settling = false;
            }
        }
    }

    /** Takes nothing more; {@link Owner#drained} follows when all is written. */
    void end() {
        synchronized (lock) {
            if (state == State.OPEN) {
                state = State.ENDING;
            }
        }
        flush();
    }

    /** Takes nothing more and gives up what waits and what is under way. */
    void discard(String why) {
        Settlement settlement = new Settlement();
        synchronized (lock) {
            state = State.ENDED;
            underWay.forEach(entry -> settlement.add(entry.result()));
            underWay = List.of();
            bytesUnderWay = 0;
            while (!backlog.isEmpty()) {
                settlement.add(backlog.poll().result());
            }
        }
        settlement.fail(() -> new ConnectionClosedException(why));
    }

    /** For how many nanoseconds the write under way has been going on, 0 if there is none. */
    long stuckFor(long now) {
        synchronized (lock) {
            return underWay.isEmpty() ? 0 : Math.max(1, now - writeStarted);
        }
    }

    /** The payload that waits or is under way, in bytes. */
    int bytes() {
        synchronized (lock) {
            return backlog.bytes() + bytesUnderWay;
        }
    }

    /** A message and who waits for it. */
    record Entry(Outgoing message, @Nullable CompletableFuture<Delivery> result) {}
}
