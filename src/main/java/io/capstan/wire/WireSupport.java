package io.capstan.wire;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
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
 * @param alarm runs a task after any time
 * @param sources runs what reads a stream that is sent, which may block for long
 */
public record WireSupport(
        WireOptions options,
        Encoder encoder,
        LongSupplier clock,
        Consumer<Runnable> timer,
        Executor listeners,
        Shards shards,
        Alarm alarm,
        Executor sources) {

    /** Runs tasks that do not block. */
    @FunctionalInterface
    public interface Alarm {
        /** Runs a task once, after a while; never, when the application has stopped before. */
        Future<?> after(Duration delay, Runnable task);
    }

    /** The same for connections with other times. */
    public WireSupport with(WireOptions other) {
        return other.equals(options)
                ? this
                : new WireSupport(other, encoder, clock, timer, listeners, shards, alarm, sources);
    }

    /** Runs a task after the close time-out. */
    void afterCloseTimeout(Runnable task) {
        timer.accept(task);
    }
}
