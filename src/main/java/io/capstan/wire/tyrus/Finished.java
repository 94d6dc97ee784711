package io.capstan.wire.tyrus;

import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is scheduled when nothing is to be done: it is over already. */
final class Finished implements ScheduledFuture<Object> {
    static final Finished INSTANCE = new Finished();

    private Finished() {}

    @Override
    public long getDelay(TimeUnit unit) {
        return 0;
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(0, other.getDelay(TimeUnit.NANOSECONDS));
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
        return true;
    }

    @Override
    public @Nullable Object get() {
        return null;
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit) {
        return null;
    }
}
