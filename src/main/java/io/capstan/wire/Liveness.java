package io.capstan.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the peer of one connection is still there: what was heard of it, and the pings it owes an answer to.
 *
 * <p>A pong counts once, and only if it repeats a ping that was sent: a peer cannot stay alive by sending pongs nobody
 * asked for. As peers may answer only the latest of several pings (RFC 6455 §5.5.3), a pong answers all pings before
 * its own too. Data counts as life. Pings that the application asks for are no part of the heartbeat: they neither hurry
 * it nor hold it up.
 *
 * <p>The first layer of a {@link Watch}.
 */
class Liveness {

    /** What a look at the clock says. */
    enum Verdict {
        ALIVE,
        /** Nothing was heard for long enough: send {@link #probe}. */
        SILENT,
        DEAD
    }

    private volatile long heard;
    // Written by the one thread at a time that the engine delivers by.
    private volatile long bytes;
    private volatile int messages;

    // Guarded by this.
    private long probed;
    private int unanswered;
    private int sent;
    private int answered;
    private @Nullable Queue<Ping> asked;
    private @Nullable Supplier<? extends Throwable> ended;

    /** A ping that somebody asked for, and whom to tell of its pong. */
    private record Ping(int serial, long time, CompletableFuture<Duration> pong) {}

    Liveness(long now) {
        this.heard = now;
        this.probed = now;
    }

    /** Data came. */
    void heard(long now) {
        heard = now;
    }

    /** Data came: so many bytes, with which a message is complete or not. */
    void heard(long now, int payload, boolean complete) {
        heard = now;
        bytes = bytes + payload;
        if (complete) {
            messages = messages + 1;
        }
    }

    /** How much was heard. */
    synchronized Traffic.In traffic() {
        return new Traffic.In(Integer.toUnsignedLong(messages), bytes, heard, sent, answered, unanswered);
    }

    /** A ping of the heartbeat, to be sent now. */
    ByteBuffer probe(long now) {
        synchronized (this) {
            probed = now;
            unanswered++;
            return payload(++sent);
        }
    }

    /** A ping that somebody asked for, to be sent now; its pong completes the future with the time it took. */
    ByteBuffer ping(long now, CompletableFuture<Duration> pong) {
        Supplier<? extends Throwable> why;
        int serial;
        synchronized (this) {
            serial = ++sent;
            why = ended;
            if (why == null) {
                if (asked == null) {
                    asked = new ArrayDeque<>(1);
                }
                asked.add(new Ping(serial, now, pong));
            }
        }
        if (why != null) {
            pong.completeExceptionally(why.get());
        }
        return payload(serial);
    }

    private static ByteBuffer payload(long serial) {
        return ByteBuffer.allocate(Long.BYTES).putLong(serial).flip();
    }

    /** A pong came. Who waits for it is told elsewhere. */
    void pong(ByteBuffer payload, long now, Executor elsewhere) {
        if (payload.remaining() != Long.BYTES) {
            return;
        }
        long serial = payload.getLong(payload.position());
        List<Ping> told = new ArrayList<>(1);
        synchronized (this) {
            if (serial <= answered || serial > sent) {
                return;
            }
            answered = (int) serial; // it is one of those that were sent
            unanswered = 0;
            while (asked != null && !asked.isEmpty() && asked.peek().serial() <= serial) {
                told.add(asked.poll());
            }
            if (asked != null && asked.isEmpty()) {
                asked = null;
            }
        }
        heard = now;
        told.forEach(ping -> Settlement.tell(
                elsewhere, ping.pong(), () -> ping.pong().complete(Duration.ofNanos(now - ping.time()))));
    }

    /** What to do, by the rules of these options. */
    Verdict check(long now, WireOptions options) {
        long interval = options.heartbeat().toNanos();
        if (interval == 0 || now - heard < interval) {
            return Verdict.ALIVE;
        }
        synchronized (this) {
            if (heard - probed > 0) {
                unanswered = 0; // something came after the last ping
            }
            if (unanswered > 0 && now - probed < interval) {
                return Verdict.ALIVE;
            }
            return unanswered >= options.unanswered() ? Verdict.DEAD : Verdict.SILENT;
        }
    }

    /** The connection ended: no pong will come. Who waits for one is told elsewhere. */
    void end(Supplier<? extends Throwable> why, Executor elsewhere) {
        Queue<Ping> told;
        synchronized (this) {
            ended = why;
            told = asked;
            asked = null;
        }
        if (told != null) {
            told.forEach(ping ->
                    Settlement.tell(elsewhere, ping.pong(), () -> ping.pong().completeExceptionally(why.get())));
        }
    }
}
