package io.capstan.wire;

import io.capstan.CloseCode;
import io.capstan.Connection;
import io.capstan.Connection.ConnectionClosedException;
import io.capstan.Delivery;
import io.capstan.Message;
import java.io.InputStream;
import java.io.Reader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a connection: what is sent to it alone, and what its shard appends, comes to its outbox in one order.
 * The second layer of a {@link WireConnection}.
 */
abstract class SendingConnection extends Belongings implements Connection, Outbox.Owner {
    private final WireSupport support;
    private final Shard shard;
    private final Outbox outbox;
    private final Watch watch;

    /** Whether {@link #shard} will flush it at the end of its sweep; used by that one only. */
    private boolean dirty;

    SendingConnection(Identity identity, Wire wire, OutboxOptions options, WireSupport support) {
        super(identity.attributes());
        this.support = support;
        this.shard = support.shards().assign();
        this.outbox = new Outbox(wire, options, this);
        this.watch = new Watch(support, Deadline.of(identity.caller()));
    }

    /** Ends it, since nothing gets through its outbox any more. */
    abstract void cut(CloseCode code, String reason, @Nullable Throwable cause);

    /** Its state, in a sentence. */
    abstract String describe();

    @Override
    public final WireSupport support() {
        return support;
    }

    /** The shard that writes for it. */
    final Shard shard() {
        return shard;
    }

    /** What waits to leave. */
    final Outbox outbox() {
        return outbox;
    }

    /** Where it all goes. */
    final Wire wire() {
        return outbox.wire();
    }

    /** What time does to it. */
    final Watch watch() {
        return watch;
    }

    @Override
    public void inTurn(Runnable step) {
        shard.exclusively(step);
    }

    @Override
    public CompletionStage<Delivery> send(Message message) {
        Outgoing outgoing;
        try {
            outgoing = support.encoder().encode(message).of(this);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedStage(e);
        }
        return send(outgoing);
    }

    /** Sends what was encoded already. See {@link #send(Message)}. */
    public CompletionStage<Delivery> send(Outgoing message) {
        if (!couldTake(message)) {
            return CompletableFuture.failedStage(new IllegalArgumentException(
                    "A message of " + message.bytes() + " bytes is larger than the outbox; see capstan.outbox.bytes."));
        }
        CompletableFuture<Delivery> result = new CompletableFuture<>();
        if (!shard.isAhead()) {
            send(message, result);
        } else if (outbox.reserve(message)) {
            shard.inOrder(() -> {
                outbox.release(message);
                send(message, result);
            });
        } else {
            settle(outbox.refusal(), result);
        }
        return result;
    }

    /** The largest message that can be sent, in bytes. */
    public int mostBytes() {
        return outbox.mostBytes();
    }

    /** Whether a message is small enough for its outbox. */
    public boolean couldTake(Outgoing message) {
        return outbox.couldTake(message);
    }

    /** Whether a message is left out, since the peer has said that it takes none of its size; that is counted then. */
    public boolean omits(Outgoing message) {
        return outbox.omits(message);
    }

    /** Sends it on the thread of its shard, so that the caller may hold a lock. Nobody is told what becomes of it. */
    public void hand(Outgoing message) {
        shard.behind(() -> send(message, new CompletableFuture<>()));
    }

    /**
     * Sends it, in order with all others and at once if nothing waits; nobody is told what becomes of it. The caller may hold
     * a lock: if the outbox is full, that is noticed by the thread of the shard.
     */
    public void enqueue(Outgoing message) {
        if (!shard.isAhead()) {
            put(message);
        } else if (outbox.reserve(message)) {
            shard.behind(() -> {
                outbox.release(message);
                put(message);
            });
        } else if (outbox.refusal() == Offer.FULL) {
            shard.exclusively(this::overflow);
        }
    }

    private void put(Outgoing message) {
        prepare(message);
        Offer answer = outbox.offer(message);
        if (answer == Offer.TAKEN) {
            Turn.flush(outbox);
        } else if (answer == Offer.FULL) {
            shard.exclusively(this::overflow);
        }
    }

    /** What a {@link Turn} holds back is no reason to refuse a message. */
    private void prepare(Outgoing message) {
        watch.sends();
        if (message.bytes() > outbox.mostBytes() / 2) {
            outbox.flush();
        }
    }

    private void send(Outgoing message, CompletableFuture<Delivery> result) {
        prepare(message);
        settle(outbox.offer(message, result), result);
    }

    @Override
    public CompletionStage<Delivery> send(Reader text) {
        return send(Source.of(text));
    }

    @Override
    public CompletionStage<Delivery> send(InputStream binary) {
        return send(Source.of(binary));
    }

    private CompletionStage<Delivery> send(Source source) {
        OutgoingStream stream = new OutgoingStream(source, support.sources(), outbox);
        shard.inOrder(() -> {
            watch.sends();
            settle(outbox.offer(stream), stream.result());
        });
        return stream.result();
    }

    private void settle(Offer answer, CompletableFuture<Delivery> result) {
        switch (answer) {
            case TAKEN -> outbox.flush();
            case DROPPED -> result.complete(Delivery.DROPPED);
            case FULL -> {
                overflow();
                result.completeExceptionally(new ConnectionClosedException(describe()));
            }
            case TOO_LARGE -> {
                outgrown();
                result.completeExceptionally(new ConnectionClosedException(describe()));
            }
            case CLOSED -> result.completeExceptionally(new ConnectionClosedException(describe()));
        }
    }

    private void overflow() {
        cut(CloseCode.TRY_AGAIN_LATER, "Outbox full", null);
    }

    /**
     * A message is larger than the outbox, and its sender is not waiting for what becomes of it: the client has to learn that
     * it misses something, unless its outbox may lose messages anyway. Not by 1013, for to come again would not help.
     */
    private void outgrown() {
        if (outbox.refusal() == Offer.FULL) {
            cut(CloseCode.TOO_BIG, "A message is larger than the outbox", null);
        }
    }

    /** Appends what is published to many; the shard calls {@link #flushDirty} afterwards. */
    Offer append(Batch batch) {
        watch.sends();
        Offer answer = outbox.offer(batch);
        if (answer == Offer.FULL) {
            overflow();
        } else if (answer == Offer.TOO_LARGE) {
            outgrown();
        }
        return answer;
    }

    /** Takes note that it wants flushing; whether that is news. Used by its shard only. */
    boolean markDirty() {
        boolean news = !dirty;
        dirty = true;
        return news;
    }

    /** Writes what was appended. Used by its shard only. */
    void flushDirty() {
        dirty = false;
        outbox.flush();
    }

    /** For how many nanoseconds a write has made no progress, 0 if none is under way. */
    long stuckFor(long now) {
        return outbox.stuckFor(now);
    }

    /** The payload that waits to be written, in bytes. */
    public int waitingBytes() {
        return outbox.allBytes();
    }

    /** The name of the wire in use. */
    public String wireName() {
        return outbox.wire().name();
    }
}
