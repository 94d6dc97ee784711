package io.capstan.wire;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Whether the peer of one connection is still there: what was heard of it, and the pings it owes an answer to.
 *
 * <p>Only a pong that repeats the last ping counts: a peer cannot stay alive by sending pongs nobody asked for. Data
 * counts as life.
 */
final class Liveness {

    /** What a look at the clock says. */
    enum Verdict {
        ALIVE,
        /** Nothing was heard for long enough: send {@link #newPing}. */
        SILENT,
        DEAD
    }

    private volatile long heard;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private int unanswered;
    private long pinged;
    private long serial;
    private @Nullable CompletableFuture<Duration> pong;

    Liveness(long now) {
        this.heard = now;
        this.pinged = now;
    }

    /** Data came. */
    void heard(long now) {
        heard = now;
    }

    /** A ping to send now; its pong completes the stage, as it does for pings asked for meanwhile. */
    ByteBuffer newPing(long now) {
        synchronized (lock) {
            pinged = now;
            serial++;
            unanswered++;
            return ByteBuffer.allocate(Long.BYTES).putLong(serial).flip();
        }
    }

    /** Completes with the time that the next pong takes. */
    CompletableFuture<Duration> nextPong() {
        synchronized (lock) {
            if (pong == null) {
                pong = new CompletableFuture<>();
            }
            return pong.copy();
        }
    }

    /** A pong came. */
    void pong(ByteBuffer payload, long now) {
        CompletableFuture<Duration> waiting;
        Duration took;
        synchronized (lock) {
            if (unanswered == 0 || payload.remaining() != Long.BYTES || payload.getLong(payload.position()) != serial) {
                return;
            }
            unanswered = 0;
            took = Duration.ofNanos(now - pinged);
            waiting = pong;
            pong = null;
        }
        heard = now;
        if (waiting != null) {
            waiting.complete(took);
        }
    }

    /** What to do, by the rules of these options. */
    Verdict check(long now, WireOptions options) {
        long interval = options.heartbeat().toNanos();
        if (interval == 0 || now - heard < interval) {
            return Verdict.ALIVE;
        }
        synchronized (lock) {
            if (heard - pinged > 0) {
                unanswered = 0; // data came after the last ping
            }
            if (unanswered > 0 && now - pinged < interval) {
                return Verdict.ALIVE;
            }
            return unanswered >= options.unanswered() ? Verdict.DEAD : Verdict.SILENT;
        }
    }

    /** The connection ended: no pong will come. */
    void end(Throwable why) {
        CompletableFuture<Duration> waiting;
        synchronized (lock) {
            waiting = pong;
            pong = null;
        }
        if (waiting != null) {
            waiting.completeExceptionally(why);
        }
    }
}
