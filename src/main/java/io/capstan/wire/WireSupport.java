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
 * @param sources runs what reads a stream that is sent, which may block for long
 */
public record WireSupport(
        WireOptions options,
        Encoder encoder,
        LongSupplier clock,
        Consumer<Runnable> timer,
        Executor listeners,
        Shards shards,
        Executor sources) {

    /** Runs a task after the close time-out. */
    void afterCloseTimeout(Runnable task) {
        timer.accept(task);
    }
}
