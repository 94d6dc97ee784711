package io.capstan.wire;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What all connections of an application share.
 *
 * @param options the times
 * @param encoder makes what leaves
 * @param clock nanoseconds, as {@link System#nanoTime}
 * @param timer runs a task once, after the close time-out
 */
public record WireSupport(WireOptions options, Encoder encoder, LongSupplier clock, Consumer<Runnable> timer) {

    /** Runs a task after the close time-out. */
    void afterCloseTimeout(Runnable task) {
        timer.accept(task);
    }
}
