package io.capstan.endpoint;

import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Where Capstan's own threads come from: managed ones where the server has them, so that they carry its contexts. */
final class Threads {
    private static final int MOST_WORKERS = 64;

    private Threads() {}

    /** The server's factory of managed threads, or one for daemon threads. */
    static ThreadFactory factory() {
        try {
            return InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
        } catch (NamingException | RuntimeException | LinkageError unmanaged) {
            ThreadFactory plain = Executors.defaultThreadFactory();
            return task -> {
                Thread thread = plain.newThread(task);
                thread.setDaemon(true);
                thread.setName("capstan-" + thread.getName());
                return thread;
            };
        }
    }

    /** A pool for callbacks that must not run on the thread that noticed their cause. Idle threads end. */
    static ThreadPoolExecutor workers(ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST_WORKERS, MOST_WORKERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * A pool for concurrent handlers. It has no queue: where no thread is free it rejects, and the handler runs on the
     * thread of its own connection, so that no number of slow ones holds up the connections of others.
     */
    static ThreadPoolExecutor parallel(ThreadFactory factory) {
        return new ThreadPoolExecutor(0, MOST_WORKERS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }
}
