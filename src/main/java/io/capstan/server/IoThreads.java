package io.capstan.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioWorker;

/** The I/O threads of the engine. */
final class IoThreads {
    private static final long PATIENCE_SECONDS = 2;

    private IoThreads() {}

    /**
     * Waits until each thread has done what it had to do when this was called. A worker that shuts down closes its
     * sockets before it looks at its tasks, and among these are the last close frames.
     */
    static void awaitTasks(XnioWorker worker) {
        int threads = worker.getIoThreadCount();
        CountDownLatch done = new CountDownLatch(threads);
        try {
            for (int i = 0; i < threads; i++) {
                worker.getIoThread(i).execute(done::countDown);
            }
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopped) {
            // then there is nobody to wait for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
