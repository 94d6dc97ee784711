package io.capstan.wire;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many connections that are flushed by two threads, each of which takes the next few as long as there are some.
 *
 * <p>What costs is one system call for each connection. While one thread does them all, what is published meanwhile waits
 * and is joined, which saves more than a second thread could; where there is nothing to join, the second one counts.
 */
final class SharedFlush implements Runnable {
    private static final System.Logger LOG = System.getLogger(SharedFlush.class.getName());

    /** From how many connections on a second thread is worth waking. */
    static final int WORTH_IT = 128;

    private static final int AT_A_TIME = 16;

    /** The shard's own list, which is its again when all is done. */
    private final List<WireConnection> connections;

    /** How many there were: a helper that comes too late finds nothing, whatever is in the list by then. */
    private final int size;

    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch unfinished;

    private SharedFlush(List<WireConnection> connections) {
        this.connections = connections;
        this.size = connections.size();
        this.unfinished = new CountDownLatch((size + AT_A_TIME - 1) / AT_A_TIME);
    }

    /** Flushes these, of which there is at least one; returns when all is done, with or without help. */
    static void of(List<WireConnection> connections, Executor assistant) {
        SharedFlush flush = new SharedFlush(connections);
        try {
            assistant.execute(flush);
        } catch (RuntimeException busy) { // or the server makes no threads for this application any more
            // then without help
        }
        flush.run();
        flush.await();
    }

    @Override
    public void run() {
        for (int from = next.getAndAdd(AT_A_TIME); from < size; from = next.getAndAdd(AT_A_TIME)) {
            try {
                connections.subList(from, Math.min(from + AT_A_TIME, size)).forEach(SharedFlush::flush);
            } finally {
                unfinished.countDown();
            }
        }
    }

    /** Flushes one, whatever comes of it. */
    static void flush(WireConnection connection) {
        try {
            connection.flushDirty();
        } catch (Throwable e) { // what comes out of here would stop the shard for all
            LOG.log(Level.ERROR, "a flush of " + connection + " failed", e);
        }
    }

    private void await() {
        boolean interrupted = false;
        while (true) {
            try {
                unfinished.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the other thread is at most a few writes from its end
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
