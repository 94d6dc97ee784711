package io.capstan.wire;

import io.capstan.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Results found out under a lock, to be told after it: whoever waits for one may do anything, so they are told on a
 * thread of {@code elsewhere}, unless nobody waits. Used by one thread.
 */
final class Settlement {
    private record Result(
            CompletableFuture<Delivery> future, @Nullable Delivery delivery) {}

    private final Executor elsewhere;
    private @Nullable List<Result> results;

    Settlement(Executor elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** A result that will be told by {@link #settle}. */
    void add(@Nullable CompletableFuture<Delivery> future, Delivery delivery) {
        append(future, delivery);
    }

    /** A result that will be told by {@link #fail}. */
    void add(@Nullable CompletableFuture<Delivery> future) {
        append(future, null);
    }

    private void append(@Nullable CompletableFuture<Delivery> future, @Nullable Delivery delivery) {
        if (future == null) {
            return;
        }
        if (results == null) {
            results = new ArrayList<>(1);
        }
        results.add(new Result(future, delivery));
    }

    void settle() {
        if (results != null) {
            results.forEach(result ->
                    tell(elsewhere, result.future(), () -> result.future().complete(result.delivery())));
        }
    }

    void fail(Supplier<? extends Throwable> error) {
        if (results != null) {
            results.forEach(result ->
                    tell(elsewhere, result.future(), () -> result.future().completeExceptionally(error.get())));
        }
    }

    /** Tells a result: there, if somebody waits for it and there still is somebody; else here. */
    static void tell(Executor elsewhere, CompletableFuture<?> future, Runnable result) {
        if (future.getNumberOfDependents() == 0) {
            result.run();
            return;
        }
        try {
            elsewhere.execute(result);
        } catch (RejectedExecutionException stopped) {
            result.run();
        }
    }
}
