package io.capstan.wire;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The one timer of an application: looks at all connections in turn, and runs what has to be done a little later. Its
 * tasks never block.
 */
public final class Heartbeat implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private final ConnectionRegistry registry;
    private final WireOptions options;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<Runnable> postponed = ConcurrentHashMap.newKeySet();

    /** A timer that stands still until {@link #start}. */
    public Heartbeat(ConnectionRegistry registry, WireOptions options, ThreadFactory threads) {
        this.registry = registry;
        this.options = options;
        this.timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Starts to look at the connections, four times in the shortest of the times that matter, at least each second.
     *
     * @param others the times of those connections that have their own
     */
    public void start(Collection<WireOptions> others) {
        long period = Stream.concat(Stream.of(options), others.stream())
                .flatMap(WireOptions::times)
                .filter(time -> !time.isZero())
                .mapToLong(time -> time.toNanos() / 4)
                .reduce(LONGEST.toNanos(), Math::min);
        period = Math.max(period, SHORTEST.toNanos());
        timer.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.NANOSECONDS);
    }

    private void sweep() {
        long now = System.nanoTime();
        for (WireConnection connection : registry.all()) {
            try {
                connection.tick(now);
            } catch (Throwable e) { // what comes out of here would stop the timer for all
                LOG.log(Level.WARNING, "could not look after " + connection, e);
            }
        }
    }

    /** Runs a task after the close time-out, or when the timer is closed, if that is earlier. */
    public void afterCloseTimeout(Runnable task) {
        after(options.closeTimeout(), task);
    }

    /** Runs a task after a while, or when the timer is closed, if that is earlier. */
    public void after(Duration delay, Runnable task) {
        Runnable once = new Runnable() {
            @Override
            public void run() {
                if (postponed.remove(this)) {
                    task.run();
                }
            }
        };
        postponed.add(once);
        timer.schedule(once, delay.toNanos(), TimeUnit.NANOSECONDS);
        if (timer.isShutdown()) {
            once.run();
        }
    }

    /** Runs a task after a while; never, when the timer is closed before. */
    public Future<?> schedule(Duration delay, Runnable task) {
        return timer.schedule(task, nanoseconds(delay), TimeUnit.NANOSECONDS);
    }

    /** Nobody waits for longer than 292 years. */
    private static long nanoseconds(Duration delay) {
        try {
            return delay.toNanos();
        } catch (ArithmeticException endless) {
            return delay.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        postponed.forEach(Runnable::run);
    }
}
