package io.capstan.testing;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

/** A clock that only goes on when it is told, and what is planned by it. Thread-safe. */
final class VirtualClock implements LongSupplier {
    private static final Comparator<Alarm> ORDER =
            Comparator.comparingLong(Alarm::time).thenComparingLong(Alarm::serial);

    // Guarded by this.
    private final Queue<Alarm> alarms = new PriorityQueue<>(ORDER);
    private long now;
    private long serial;

    private record Alarm(long time, long serial, FutureTask<?> task) {}

    @Override
    public synchronized long getAsLong() {
        return now;
    }

    /** The time after a while; the end of time, if that is later. */
    synchronized long in(Duration delay) {
        return in(nanoseconds(delay));
    }

    /** The time after so many nanoseconds; the end of time, if that is later. */
    synchronized long in(long nanos) {
        return nanos <= 0 ? now : nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
    }

    private static long nanoseconds(Duration delay) {
        try {
            return delay.toNanos();
        } catch (ArithmeticException endless) {
            return delay.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    /** Plans a task. */
    Future<?> after(Duration delay, Runnable task) {
        return at(in(delay), task);
    }

    /** Plans a task. */
    synchronized Future<?> at(long time, Runnable task) {
        FutureTask<?> future = new FutureTask<>(task, null);
        alarms.add(new Alarm(time, serial++, future));
        return future;
    }

    /** Goes on to the next task that is planned until then, which the caller runs. */
    synchronized Optional<Runnable> next(long until) {
        Alarm next = alarms.peek();
        if (next == null || next.time() > until) {
            return Optional.empty();
        }
        alarms.remove();
        now = Math.max(now, next.time());
        return Optional.of(next.task());
    }

    /** Goes on to a time up to which nothing is planned any more. */
    synchronized void goOn(long time) {
        now = Math.max(now, time);
    }
}
