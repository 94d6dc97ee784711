package io.capstan.wire;

import io.capstan.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What of a backlog is being written: the write under way, who waits for it, and the stream whose turn it is. It is the
 * second layer of an {@link Outbox}: an object of its own for each layer would cost each idle connection its share.
 *
 * <p>Guarded by {@code this}, but for what says otherwise. Calls nobody.
 */
class Departure extends Backlog {
    /** The most payload that one write carries, unless a single message is larger. */
    static final int LARGEST_BATCH = 64 * 1024;

    private final Wire wire;
    private final Outbox.Owner owner;

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

    Departure(Wire wire, Outbox.Owner owner) {
        this.wire = wire;
        this.owner = owner;
    }

    /** Where it goes. Needs no lock. */
    final Wire wire() {
        return wire;
    }

    /** Whose it is. Needs no lock. */
    final Outbox.Owner owner() {
        return owner;
    }

    /** A settlement that tells applications on threads of theirs. Needs no lock. */
    final Settlement newSettlement() {
        return new Settlement(owner.support().listeners());
    }

    /** The payload under way. */
    final int bytesUnderWay() {
        return bytesUnderWay;
    }

    /** The stream whose turn it is. */
    final @Nullable OutgoingStream streaming() {
        return streaming;
    }

    /** Whether nothing can be taken now; {@code finished}: the write under way has been finished just now. */
    final boolean isOccupied(boolean finished) {
        return writing || settling || streaming != null && !finished;
    }

    /** Ends the write under way; returns what is to be told, {@code null} if nobody waits for it. */
    final @Nullable Settlement finish() {
        writing = false;
        bytesUnderWay = 0;
        if (streaming != null && streamEnds) {
            results = List.of(streaming.result());
            streaming = null;
        }
        if (results.isEmpty()) {
            return null;
        }
        Settlement settlement = newSettlement();
        results.forEach(result -> settlement.add(result, Delivery.WRITTEN));
        results = List.of();
        settling = true;
        return settlement;
    }

    /** What {@link #finish} has returned has been told. */
    final void settled() {
        settling = false;
    }

    /** What is to be written now; {@code null} if nothing waits, or it is the turn of a stream. */
    final @Nullable Batch takeBatch() {
        if (streaming != null || isEmpty()) {
            return null;
        }
        Entry first = poll();
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
        for (Entry entry = first; ; entry = poll()) {
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

    /** Whether the next waiting entry may leave together with what is under way. */
    private boolean canJoin() {
        return wire.joins()
                && !isEmpty()
                && peek().stream() == null
                && bytesUnderWay + peek().batch().bytes() <= LARGEST_BATCH;
    }

    /** The next part of a stream is written now; false if its turn is over. */
    final boolean beginPart(OutgoingStream stream, Fragment part) {
        if (streaming != stream) {
            return false;
        }
        streamEnds = part.isLast();
        beginWrite(part);
        return true;
    }

    /** The turn of a stream ends early; false if it was over. */
    final boolean leave(OutgoingStream stream) {
        if (streaming != stream) {
            return false;
        }
        streaming = null;
        return true;
    }

    private void beginWrite(Batch batch) {
        writing = true;
        writeStarted = owner.support().clock().getAsLong();
        bytesUnderWay = batch.bytes();
        count(batch);
    }

    private void count(Batch batch) {
        bytesOut += batch.bytes();
        messagesOut += batch instanceof Fragment part && !part.isLast() ? 0 : batch.size();
    }

    /** Gives up what waits, and whoever waits for what is under way. */
    final void giveUp(Settlement settlement) {
        results.forEach(settlement::add);
        results = List.of();
        if (streaming != null) {
            settlement.add(streaming.result());
            streaming = null;
        }
        while (!isEmpty()) {
            settlement.add(poll().result());
        }
    }

    /** Forgets the write under way, of whose end nobody will hear. */
    final void forgetWrite() {
        writing = false;
        bytesUnderWay = 0;
    }

    /** What was handed to the wire. Takes the lock. */
    final synchronized Traffic.Out traffic() {
        return new Traffic.Out(Integer.toUnsignedLong(messagesOut), bytesOut, writeStarted);
    }

    /** For how many nanoseconds the write under way has been going on, 0 if there is none. Takes the lock. */
    final synchronized long stuckFor(long now) {
        return writing ? Math.max(1, now - writeStarted) : 0;
    }
}
