package io.capstan.endpoint;

import io.capstan.wire.DeploymentContext;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Where Capstan's own threads come from: managed ones where the server has them, so that they carry its contexts. */
final class Threads {
    private static final System.Logger LOG = System.getLogger(Threads.class.getName());
    private static final int MOST_PARALLEL = 64;
    /** How long a thread waits for work before it ends. */
    static final int IDLE_SECONDS = 10;

    private Threads() {}

    /** The server's factory of managed threads, whose threads all have the contexts of the caller, or one for daemon threads. */
    static ThreadFactory factory() {
        try {
            ThreadFactory managed = InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
            return within(DeploymentContext.capture(), managed);
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

    /**
     * Makes threads within a context. WildFly's factory gives a thread the names of the thread that asks for it, and pools ask
     * on whichever thread has a task for them: one of the engine's, which may know no names, would make one that has none.
     */
    static ThreadFactory within(Executor context, ThreadFactory managed) {
        return task -> {
            AtomicReference<@Nullable Thread> made = new AtomicReference<>();
            try {
                context.execute(() -> made.set(managed.newThread(task)));
            } catch (RuntimeException ended) { // the application is being taken away: then as well as may be
                LOG.log(Level.DEBUG, "A thread is made without the contexts of the application", ended);
            }
            Thread thread = made.get();
            return thread == null ? managed.newThread(task) : thread;
        };
    }

    /**
     * Gives each task a thread of its own, for as long as it likes to block: a virtual one where the JDK has them, else
     * one of the factory, of which there are only so many; it rejects a task for which there is none.
     */
    static ExecutorService lanes(ThreadFactory factory, int most) {
        Optional<ThreadFactory> virtual = VirtualThreads.factory("capstan-virtual-");
        if (virtual.isEmpty()) {
            return new ThreadPoolExecutor(0, most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
        }
        Executor context = DeploymentContext.capture(); // nobody manages a virtual thread
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> virtual.get()
                        .newThread(() -> context.execute(task)));
    }

    /**
     * A pool for concurrent handlers. It has no queue: where no thread is free it rejects, and the handler runs on the
     * thread of its own connection, so that no number of slow ones holds up the connections of others.
     */
    static ThreadPoolExecutor parallel(ThreadFactory factory) {
        return new ThreadPoolExecutor(
                0, MOST_PARALLEL, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }
}
