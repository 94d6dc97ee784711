package io.capstan.endpoint;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A pool for callbacks that must not run on the thread that noticed their cause. It grows when no thread is idle, up to so
 * many; then tasks wait. Idle threads end.
 *
 * <p>The pool and its queue are the JDK's own classes, not subclasses. The compiler inlines the queue that it sees most into
 * the pool's loop, and all pools of a server share that loop: a thread of somebody else's that waits in it would keep the
 * class, and with it an application that is long gone.
 */
final class Workers implements Executor {
    private final LinkedTransferQueue<Runnable> waiting = new LinkedTransferQueue<>();
    private final ThreadPoolExecutor pool;

    /** @param most how many threads there are at most */
    Workers(ThreadFactory factory, int most) {
        pool = new ThreadPoolExecutor(most, most, Threads.IDLE_SECONDS, TimeUnit.SECONDS, waiting, factory);
        pool.allowCoreThreadTimeOut(true);
    }

    /** @throws RejectedExecutionException if the workers have been stopped */
    @Override
    public void execute(Runnable task) {
        if (pool.isShutdown() || !waiting.tryTransfer(task)) { // nobody is idle: a new thread takes it, or it waits
            pool.execute(task);
        }
    }

    /** What was given is still done. */
    void stop() {
        pool.shutdown();
    }
}
