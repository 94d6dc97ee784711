package io.capstan.wire.tyrus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A future of Tyrus as it was before 2.1: one that can only be waited for. */
public class PlainFuture<T> implements Future<T> {
    private final CompletableFuture<T> hidden = new CompletableFuture<>();

    public void setResult(T result) {
        hidden.complete(result);
    }

    public void setFailure(Throwable throwable) {
        hidden.completeExceptionally(throwable);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return false;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean isDone() {
        return hidden.isDone();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        return hidden.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return hidden.get(timeout, unit);
    }
}
