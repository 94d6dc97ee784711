package io.capstan.wire;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What all connections of an application share.
 *
 * @param options the times
 * @param encoder makes what leaves
 * @param clock nanoseconds, as {@link System#nanoTime}
 * @param timer runs a task once, after the close time-out
 * @param listeners runs what applications have attached to the result of a send
 * @param shards who writes
 */
public record WireSupport(
        WireOptions options,
        Encoder encoder,
        LongSupplier clock,
        Consumer<Runnable> timer,
        Executor listeners,
        Shards shards) {

    /** The same for connections with other times. */
    public WireSupport with(WireOptions other) {
        return other.equals(options) ? this : new WireSupport(other, encoder, clock, timer, listeners, shards);
    }

    /** Runs a task after the close time-out. */
    void afterCloseTimeout(Runnable task) {
        timer.accept(task);
    }
}
