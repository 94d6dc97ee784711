package io.capstan.wire;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The shards of an application. Each has a thread of its own; for the processors that have no shard there are threads
 * which help with large flushes. Threads end when there is nothing to do for a while.
 */
public final class Shards implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final Shard[] shards;
    private final ThreadPoolExecutor[] runners;
    private final ThreadPoolExecutor assistants;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * Shards with threads of this factory.
     *
     * @param configured how many; 0: one for each two processors
     */
    public Shards(int configured, ThreadFactory threads) {
        int processors = Runtime.getRuntime().availableProcessors();
        int count = configured > 0 ? configured : Math.max(1, processors / 2);
        shards = new Shard[count];
        runners = new ThreadPoolExecutor[count];
        assistants = pool(0, Math.max(1, processors - count), new SynchronousQueue<>(), threads);
        for (int i = 0; i < count; i++) {
            runners[i] = pool(1, 1, new LinkedBlockingQueue<>(), threads);
            runners[i].allowCoreThreadTimeOut(true);
            shards[i] = new Shard(runners[i], assistants);
        }
    }

    /** A shard without threads: whoever brings something does it. */
    public static Shards inline() {
        Shards shards = new Shards(1, Thread::new);
        shards.close();
        return shards;
    }

    private static ThreadPoolExecutor pool(int core, int most, BlockingQueue<Runnable> queue, ThreadFactory threads) {
        return new ThreadPoolExecutor(core, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads);
    }

    /** The shard of a new connection: each in turn. */
    Shard assign() {
        return shards[Math.floorMod(next.getAndIncrement(), shards.length)];
    }

    /** Ends the threads when all that waits is done. What comes later is done by whoever brings it. */
    @Override
    public void close() {
        assistants.shutdown();
        for (ThreadPoolExecutor runner : runners) {
            runner.shutdown();
        }
    }
}
