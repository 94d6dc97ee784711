package io.capstan.wire;

import io.capstan.ConnectionClosedException;
import io.capstan.Delivery;
import io.capstan.OverflowPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
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

    /** The most payload that one write carries, unless a single message is larger. */
    static final int LARGEST_BATCH = 64 * 1024;

    private static final AtomicIntegerFieldUpdater<Outbox> RESERVED =
            AtomicIntegerFieldUpdater.newUpdater(Outbox.class, "reserved");

    /** What a message that is on its way costs beside its payload, in bytes. */
    private static final int OVERHEAD = 128;

    private final Wire wire;
    private final OutboxOptions options;
    private final LongSupplier clock;
    private final Executor listeners;
    private final Owner owner;

    // Guarded by this; no call leaves this class while it is held.
    private final Backlog backlog = new Backlog();
    private boolean writing;
    /** Who waits for the write under way. */
    private List<CompletableFuture<Delivery>> results = List.of();

    private int bytesUnderWay;
    private int messagesOut;
    private long bytesOut;
    private long writeStarted;
    /** The stream whose turn it is; nothing else leaves until its last part has. */
    private @Nullable OutgoingStream streaming;
    /** Whether the part under way is its last. */
    private boolean streamEnds;

    /** Whether results are being told, which may bring new messages: they wait for the loop instead of nesting in it. */
    private boolean settling;

    /** What is on its way here, behind publications: bounded as what waits here is, or else it would be a way round. */
    private volatile int reserved;

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
        /** Runs a step soon, on a stack where no lock of an engine is held. */
        void inTurn(Runnable step);

        /** All that waited is written: send the close frame. */
        void drained();

        /** A write failed. */
        void writeFailed(Throwable error);

        /** The source of a stream failed, of which the peer may have a part already. */
        void sourceFailed(Throwable error);
    }

    Outbox(Wire wire, OutboxOptions options, WireSupport support, Owner owner) {
        this.wire = wire;
        this.options = options;
        this.clock = support.clock();
        this.listeners = support.listeners();
        this.owner = owner;
    }

    /** Whether a message is small enough to be taken at all. */
    boolean couldTake(Outgoing message) {
        return message.bytes() <= mostBytes();
    }

    /** The bytes that it has room for. */
    int mostBytes() {
        return options.bytes();
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
        if (options.policy() != OverflowPolicy.COALESCE && (batch.size() == 1 || wire.joins())) {
            synchronized (this) {
                if (state == State.OPEN && options.fit(backlog, bytesUnderWay, batch.bytes(), batch.size())) {
                    backlog.add(new Entry(batch, null), false);
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
        Settlement settlement = new Settlement(listeners);
        Offer answer;
        synchronized (this) {
            answer = state == State.OPEN ? options.admit(entry, backlog, bytesUnderWay, settlement) : Offer.CLOSED;
        }
        settlement.settle();
        return answer;
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
        owner.inTurn(() -> completed(error));
    }

    private void completed(@Nullable Throwable error) {
        if (error != null) {
            owner.writeFailed(error);
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
                if (writing || settling || state == State.ENDED || streaming != null && !finished) {
                    return null;
                }
                Batch batch = streaming == null ? takeBatch() : null;
                turn = streaming;
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
                settling = false;
            }
        }
        return next(false);
    }

    /** Has the close frame sent when the wire has passed on all that it was given. */
    private void passOn() {
        try {
            if (wire.flush(error -> owner.inTurn(() -> passedOn(error)))) {
                passedOn(null);
            }
        } catch (IOException | RuntimeException e) {
            passedOn(e.getCause() == null ? e : e.getCause());
        }
    }

    private void passedOn(@Nullable Throwable error) {
        if (error == null) {
            owner.drained();
        } else {
            owner.writeFailed(error);
        }
    }

    /** Ends the write under way; returns what is to be told, {@code null} if nobody waits for it. */
    private @Nullable Settlement finish() {
        writing = false;
        bytesUnderWay = 0;
        if (streaming != null && streamEnds) {
            results = List.of(streaming.result());
            streaming = null;
        }
        if (results.isEmpty()) {
            return null;
        }
        Settlement settlement = new Settlement(listeners);
        results.forEach(result -> settlement.add(result, Delivery.WRITTEN));
        results = List.of();
        settling = true;
        return settlement;
    }

    private @Nullable Batch takeBatch() {
        if (backlog.isEmpty()) {
            return null;
        }
        Entry first = backlog.poll();
        if (first.stream() != null) {
            streaming = first.stream();
            streamEnds = false;
            return null;
        }
        beginWrite(first.batch());
        if (!canJoin()) {
            results = first.result() == null ? List.of() : List.of(first.result());
            return first.batch();
        }
        List<Batch> batches = new ArrayList<>();
        results = new ArrayList<>();
        for (Entry entry = first; ; entry = backlog.poll()) {
            batches.add(entry.batch());
            if (entry != first) {
                bytesUnderWay += entry.batch().bytes();
                count(entry.batch());
            }
            if (entry.result() != null) {
                results.add(entry.result());
            }
            if (!canJoin()) {
                return Batch.join(batches);
            }
        }
    }

    private void beginWrite(Batch batch) {
        writing = true;
        writeStarted = clock.getAsLong();
        bytesUnderWay = batch.bytes();
        count(batch);
    }

    private void count(Batch batch) {
        bytesOut += batch.bytes();
        messagesOut += batch instanceof Fragment part && !part.isLast() ? 0 : batch.size();
    }

    /** What was handed to the wire. */
    Traffic.Out traffic() {
        synchronized (this) {
            return new Traffic.Out(Integer.toUnsignedLong(messagesOut), bytesOut, writeStarted);
        }
    }

    /** Writes the next part of a stream, unless it was given up. On a thread that may block. */
    void write(OutgoingStream stream, Fragment part) {
        synchronized (this) {
            if (streaming != stream) {
                return;
            }
            streamEnds = part.isLast();
            beginWrite(part);
        }
        if (write(part)) {
            goOn();
        }
    }

    /** A stream cannot go on. */
    void sourceFailed(OutgoingStream stream, Throwable error) {
        Settlement settlement = new Settlement(listeners);
        synchronized (this) {
            if (streaming != stream) {
                return;
            }
            streaming = null;
            settlement.add(stream.result());
        }
        settlement.fail(() -> error);
        owner.sourceFailed(error);
    }

    /** Whether the next waiting entry may leave together with what is under way. */
    private boolean canJoin() {
        return wire.joins()
                && !backlog.isEmpty()
                && backlog.peek().stream() == null
                && bytesUnderWay + backlog.peek().batch().bytes() <= LARGEST_BATCH;
    }

    private boolean write(Batch batch) {
        try {
            return wire.write(batch, this);
        } catch (IOException | RuntimeException e) {
            owner.writeFailed(e.getCause() == null ? e : e.getCause());
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
        Settlement settlement = new Settlement(listeners);
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
        Settlement settlement = new Settlement(listeners);
        synchronized (this) {
            if (state == State.CUT) {
                return; // nothing is left but the write under way, and the close frame behind it
            }
            state = State.ENDED;
            giveUp(settlement);
            writing = false;
            bytesUnderWay = 0;
        }
        settlement.fail(() -> new ConnectionClosedException(why.get()));
    }

    private void giveUp(Settlement settlement) {
        results.forEach(settlement::add);
        results = List.of();
        if (streaming != null) {
            settlement.add(streaming.result());
            streaming = null;
        }
        while (!backlog.isEmpty()) {
            settlement.add(backlog.poll().result());
        }
    }

    /** For how many nanoseconds the write under way has been going on, 0 if there is none. */
    long stuckFor(long now) {
        synchronized (this) {
            return writing ? Math.max(1, now - writeStarted) : 0;
        }
    }

    /** The payload that waits or is under way, in bytes. */
    int bytes() {
        synchronized (this) {
            return backlog.bytes() + bytesUnderWay + reserved;
        }
    }
}
