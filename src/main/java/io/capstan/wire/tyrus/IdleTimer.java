package io.capstan.wire.tyrus;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The server's executor, but for Tyrus' idle time-outs: those that are not set (Tyrus schedules them all the same, with a
 * delay of 0 and a command that does nothing) are finished at once, and those that are set run on a plain timer, in the
 * context of the application. It has threads only while there are some.
 */
final class IdleTimer extends DelegatingScheduler {
    /** An application's {@code onClose} may block: one such must not hold up all others. */
    private static final int MOST_THREADS = 4;

    private final Class<?> command;
    private final Executor context;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param original gets all that is no idle time-out
     * @param command the class of Tyrus' idle time-outs
     * @param context runs them in the context of the application
     */
    IdleTimer(ScheduledExecutorService original, Class<?> command, Executor context) {
        super(original);
        this.command = command;
        this.context = context;
        timer = new ScheduledThreadPoolExecutor(MOST_THREADS, IdleTimer::thread);
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        // Sessions that outlive the application's Capstan still schedule here.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "capstan-idle-timeout");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (task.getClass() != command) {
            return super.schedule(task, delay, unit);
        }
        return delay <= 0 ? Finished.INSTANCE : timer.schedule(() -> context.execute(task), delay, unit);
    }

    /** Gives up what is scheduled. Not {@link #shutdown}, which is the original's. */
    void end() {
        timer.shutdownNow();
    }
}
