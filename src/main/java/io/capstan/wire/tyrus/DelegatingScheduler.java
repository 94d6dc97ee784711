package io.capstan.wire.tyrus;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An executor that has another one do everything. */
abstract class DelegatingScheduler implements ScheduledExecutorService {
    private final ScheduledExecutorService original;

    DelegatingScheduler(ScheduledExecutorService original) {
        this.original = original;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return original.schedule(task, delay, unit);
    }

    @Override
    public <T> ScheduledFuture<T> schedule(Callable<T> task, long delay, TimeUnit unit) {
        return original.schedule(task, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        return original.scheduleAtFixedRate(task, first, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        return original.scheduleWithFixedDelay(task, first, delay, unit);
    }

    @Override
    public void execute(Runnable task) {
        original.execute(task);
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return original.submit(task);
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        return original.submit(task, result);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return original.submit(task);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) throws InterruptedException {
        return original.invokeAll(tasks);
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException {
        return original.invokeAll(tasks, timeout, unit);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        return original.invokeAny(tasks);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return original.invokeAny(tasks, timeout, unit);
    }

    @Override
    public void shutdown() {
        original.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return original.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return original.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return original.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return original.awaitTermination(timeout, unit);
    }
}
