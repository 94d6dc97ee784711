package io.capstan.wire;

import io.capstan.Connection.ConnectionClosedException;
import io.capstan.Delivery;
import io.capstan.OutboxLimits.OverflowPolicy;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bounded, ordered queue of one connection's outgoing messages.
 *
 * <p>One write is under way at a time; what arrives meanwhile waits. The thread that finds no write under way makes the
 * next one, and goes on in a loop as long as the wire completes at once; where the wire completes later, the completing
 * thread takes over. So no thread waits and nothing recurses. {@link #offer} and {@link #flush} are apart so that one
 * sweep can offer to many outboxes before it flushes them.
 *
 * <p>Three layers of one object: what waits ({@link Backlog}), what is being written ({@link Departure}), and here what is
 * taken, who writes, and how it ends.
 */
final class Outbox extends Departure implements Wire.Completion {
    private static final AtomicIntegerFieldUpdater<Outbox> RESERVED =
            AtomicIntegerFieldUpdater.newUpdater(Outbox.class, "reserved");

    /** What a message that is on its way costs beside its payload, in bytes. */
    private static final int OVERHEAD = 128;

    private final OutboxOptions options;

    /** What is on its way here, behind publications: bounded as what waits here is, or else it would be a way round. */
    private volatile int reserved;

    /** Guarded by this, as the layers below; no call leaves this class while it is held. */
    private State state = State.OPEN;

    private enum State {
        OPEN,
        /** A close frame follows what waits. */
        ENDING,
        /** What waited was given up; a close frame follows the write under way. */
        CUT,
        /** The close frame was sent or will be, or the connection is lost. */
        ENDED
    }

    /** Who wants to know what happens at the far end of the queue. Called by the thread that writes, without a lock. */
    interface Owner {
        /** What it shares with all others. */
        WireSupport support();

        /** Runs a step soon, on a stack where no lock of an engine is held. */
        void inTurn(Runnable step);

        /** All that waited is written: send the close frame. */
        void drained();

        /** A write failed. */
        void writeFailed(Throwable error);

        /** The source of a stream failed, of which the peer may have a part already. */
        void sourceFailed(Throwable error);
    }

    Outbox(Wire wire, OutboxOptions options, Owner owner) {
        super(wire, owner);
        this.options = options;
    }

    /** Whether a message is small enough to be taken at all. */
    boolean couldTake(Outgoing message) {
        return message.bytes() <= mostBytes();
    }

    /** The bytes that it has room for, and its peer takes. */
    int mostBytes() {
        return Math.min(options.bytes(), wire().largest());
    }

    /** Whether a message is left out, since the peer takes none of its size; that is counted then. */
    boolean omits(Outgoing message) {
        boolean tooLarge = message.bytes() > wire().largest();
        if (tooLarge) {
            wire().omitted();
        }
        return tooLarge;
    }

    /** Takes note of a message that is on its way here; false, and it is refused, if there are too many. */
    boolean reserve(Outgoing message) {
        int more = message.bytes() + OVERHEAD;
        long before = RESERVED.getAndAdd(this, more);
        if (before + more > (long) options.bytes() + OVERHEAD) {
            RESERVED.addAndGet(this, -more);
            return false;
        }
        return true;
    }

    /** The message is here. */
    void release(Outgoing message) {
        RESERVED.addAndGet(this, -message.bytes() - OVERHEAD);
    }

    /** What becomes of a message that is refused before it is here. */
    Offer refusal() {
        return options.refusal();
    }

    /**
     * Puts messages at the end whose results nobody waits for. They leave by the next {@link #flush}.
     *
     * @return what became of them all, or of the first that was not taken
     */
    Offer offer(Batch batch) {
        if (options.policy() != OverflowPolicy.COALESCE
                && (batch.size() == 1 || wire().joins())
                && batch.bytes() <= wire().largest()) {
            synchronized (this) {
                if (state == State.OPEN && options.fit(this, bytesUnderWay(), batch.bytes(), batch.size())) {
                    add(new Entry(batch, null), false);
                    return Offer.TAKEN;
                }
            }
        }
        Offer worst = Offer.TAKEN;
        for (Outgoing message : batch.messages()) {
            Offer answer = offer(message, null);
            if (answer == Offer.CLOSED || answer == Offer.FULL) {
                return answer;
            }
            worst = worst == Offer.TAKEN ? answer : worst;
        }
        return worst;
    }

    /**
     * Puts a message at the end. It leaves by the next {@link #flush}.
     *
     * @param result told what becomes of it, except by an answer other than {@link Offer#TAKEN}
     */
    Offer offer(Outgoing message, @Nullable CompletableFuture<Delivery> result) {
        if (omits(message)) {
            return Offer.DROPPED;
        }
        if (!couldTake(message)) {
            return Offer.TOO_LARGE;
        }
        return offer(new Entry(message, result));
    }

    /** Puts a stream at the end. Its turn comes by {@link #flush}. */
    Offer offer(OutgoingStream stream) {
        return offer(new Entry(Entry.PLACE, stream.result(), stream));
    }

    private Offer offer(Entry entry) {
        Settlement settlement = newSettlement();
        Offer answer;
        synchronized (this) {
            answer = state == State.OPEN ? options.admit(entry, this, bytesUnderWay(), settlement) : Offer.CLOSED;
        }
        settlement.settle();
        return answer;
    }

    /** Whether so little waits that some more may wait with it for a moment, whatever the limits are. */
    boolean hasPlentyOfRoom() {
        synchronized (this) {
            return size() <= options.messages() / 4
                    && bytes() + bytesUnderWay() <= Math.min(options.bytes() / 4, LARGEST_BATCH / 2);
        }
    }

    /** Starts to write what waits, unless a write is under way: then that one's completion will. */
    void flush() {
        Batch batch = next(false);
        while (batch != null && write(batch)) {
            batch = next(true);
        }
    }

    @Override
    public void complete(@Nullable Throwable error) {
        owner().inTurn(() -> completed(error));
    }

    private void completed(@Nullable Throwable error) {
        if (error != null) {
            owner().writeFailed(error);
        } else {
            goOn();
        }
    }

    private void goOn() {
        Batch batch = next(true);
        while (batch != null && write(batch)) {
            batch = next(true);
        }
    }

    /**
     * What is to be written now, {@code null} if nothing is, or if a stream goes on that will bring it.
     *
     * @param finished whether the write under way is complete, so that its results are to be told first
     */
    private @Nullable Batch next(boolean finished) {
        Settlement settlement = null;
        OutgoingStream turn = null;
        synchronized (this) {
            if (finished) {
                settlement = finish();
            }
            if (settlement == null) {
                if (state == State.ENDED || isOccupied(finished)) {
                    return null;
                }
                Batch batch = takeBatch();
                turn = streaming();
                if (batch != null || turn == null && state == State.OPEN) {
                    return batch;
                }
                state = turn == null ? State.ENDED : state;
            }
        }
        if (turn != null) {
            turn.proceed();
            return null;
        }
        if (settlement == null) {
            passOn();
            return null;
        }
        try {
            settlement.settle();
        } finally {
            synchronized (this) {
                settled();
            }
        }
        return next(false);
    }

    /** Has the close frame sent when the wire has passed on all that it was given. */
    private void passOn() {
        try {
            if (wire().flush(error -> owner().inTurn(() -> passedOn(error)))) {
                passedOn(null);
            }
        } catch (IOException | RuntimeException e) {
            passedOn(e.getCause() == null ? e : e.getCause());
        }
    }

    private void passedOn(@Nullable Throwable error) {
        if (error == null) {
            owner().drained();
        } else {
            owner().writeFailed(error);
        }
    }

    /** Writes the next part of a stream, unless it was given up. On a thread that may block. */
    void write(OutgoingStream stream, Fragment part) {
        synchronized (this) {
            if (!beginPart(stream, part)) {
                return;
            }
        }
        if (write(part)) {
            goOn();
        }
    }

    /** A stream cannot go on. */
    void sourceFailed(OutgoingStream stream, Throwable error) {
        Settlement settlement = newSettlement();
        synchronized (this) {
            if (!leave(stream)) {
                return;
            }
            settlement.add(stream.result());
        }
        settlement.fail(() -> error);
        owner().sourceFailed(error);
    }

    private boolean write(Batch batch) {
        try {
            return wire().write(batch, this);
        } catch (IOException | RuntimeException e) {
            owner().writeFailed(e.getCause() == null ? e : e.getCause());
            return false;
        }
    }

    /** Takes nothing more; {@link Owner#drained} follows when all is written. */
    void end() {
        synchronized (this) {
            if (state == State.OPEN) {
                state = State.ENDING;
            }
        }
        flush();
    }

    /** Takes nothing more and gives up what waits; {@link Owner#drained} follows the write under way. */
    void cut(Supplier<String> why) {
        Settlement settlement = newSettlement();
        synchronized (this) {
            if (state == State.ENDED) {
                return;
            }
            state = State.CUT;
            giveUp(settlement);
        }
        settlement.fail(() -> new ConnectionClosedException(why.get()));
        flush();
    }

    /** Takes nothing more and gives up what waits and what is under way. */
    void discard(Supplier<String> why) {
        Settlement settlement = newSettlement();
        synchronized (this) {
            if (state == State.CUT) {
                return; // nothing is left but the write under way, and the close frame behind it
            }
            state = State.ENDED;
            giveUp(settlement);
            forgetWrite();
        }
        settlement.fail(() -> new ConnectionClosedException(why.get()));
    }

    /** The payload that waits, is under way, or is on its way here, in bytes. */
    int allBytes() {
        synchronized (this) {
            return bytes() + bytesUnderWay() + reserved;
        }
    }
}
