package io.capstan.wire;

import io.capstan.CloseCode;
import io.capstan.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What time does to a connection: what is stuck is cut, what is silent is pinged, what is over is closed. Thread-safe.
 *
 * <p>Whether the peer is still there is the layer below, and no object of its own, of which there would be one for each
 * connection.
 */
final class Watch extends Liveness {
    private final WireSupport support;
    /** {@code null} where a connection may be as old and as idle as it likes. */
    private final @Nullable Lifetime lifetime;

    private volatile @Nullable Deadline deadline;

    /** @param deadline until when the caller is who it is; {@code null}: for ever */
    Watch(WireSupport support, @Nullable Deadline deadline) {
        super(support.clock().getAsLong());
        this.support = support;
        this.deadline = deadline;
        this.lifetime = support.options().limitsLifetime()
                ? new Lifetime(support.clock().getAsLong())
                : null;
    }

    private long now() {
        return support.clock().getAsLong();
    }

    /** From now on the connection may go on until then; {@code null}: for ever. */
    void until(@Nullable Deadline changed) {
        deadline = changed;
    }

    /** Whether the caller has still to authenticate. */
    boolean awaitsCaller() {
        Deadline until = deadline;
        return until != null && until.isToAuthenticate();
    }

    /** The deadline, if that is over. */
    @Nullable
    Deadline overdue() {
        Deadline until = deadline;
        return until != null && until.over().getAsBoolean() ? until : null;
    }

    /** Data came. */
    void heard() {
        long now = now();
        heard(now);
        if (lifetime != null) {
            lifetime.active(now);
        }
    }

    /** Data came: so many bytes, with which a message is complete or not. */
    void heard(int bytes, boolean complete) {
        long now = now();
        heard(now, bytes, complete);
        if (lifetime != null) {
            lifetime.active(now);
        }
    }

    /** What went over the connection. */
    Connection.Stats stats(Traffic.Out out, boolean compressed) {
        return traffic().with(out, now(), compressed);
    }

    /** A message goes. */
    void sends() {
        if (lifetime != null) {
            lifetime.active(now());
        }
    }

    /** A pong came. */
    void pong(ByteBuffer payload) {
        pong(payload, now(), support.listeners());
    }

    /** The connection ended. */
    void end(Supplier<? extends Throwable> why) {
        end(why, support.listeners());
    }

    /** A ping to be sent now; its pong completes the future. */
    ByteBuffer ping(CompletableFuture<Duration> pong) {
        return ping(now(), pong);
    }

    /** A look at the clock, at a connection that is not closing. */
    void tick(long now, WireConnection connection) {
        long stuck = connection.stuckFor(now);
        if (stuck > support.options().writeTimeout().toNanos()) {
            IOException cause = new IOException("No progress for " + Duration.ofNanos(stuck));
            connection.cut(CloseCode.TRY_AGAIN_LATER, "Write timed out", cause);
        } else if (!connection.isOverdue() && !isOver(now, connection)) {
            listen(now, stuck, connection);
        }
    }

    private boolean isOver(long now, WireConnection connection) {
        WireOptions options = support.options();
        switch (lifetime == null ? Lifetime.Verdict.GOES_ON : lifetime.check(now, options)) {
            case IDLE -> connection.close(CloseCode.NORMAL, "No message for " + options.maxIdle());
            case EXPIRED -> connection.close(CloseCode.GOING_AWAY, "Open for " + options.maxDuration());
            case GOES_ON -> {
                return false;
            }
        }
        return true;
    }

    private void listen(long now, long stuck, WireConnection connection) {
        WireOptions options = support.options();
        switch (check(now, options)) {
            case DEAD ->
                connection.close(CloseCode.POLICY_VIOLATION, "No answer to " + options.unanswered() + " pings");
            case SILENT -> {
                if (stuck == 0) {
                    connection.sendPing(probe(now));
                }
            }
            case ALIVE -> {}
        }
    }
}
