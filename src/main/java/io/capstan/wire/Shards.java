package io.capstan.wire;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The shards of an application. Each has a thread of its own, which ends when there is nothing to do for a while. Half of
 * them at a time write where several publications wait, see {@link Shard}.
 */
public final class Shards implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final Shard[] shards;
    private final ThreadPoolExecutor[] runners;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * Shards with threads of this factory.
     *
     * @param configured how many; 0: one for each processor
     */
    public Shards(int configured, ThreadFactory threads) {
        int count = configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
        shards = new Shard[count];
        runners = new ThreadPoolExecutor[count];
        Semaphore turns = new Semaphore((count + 1) / 2, true);
        for (int i = 0; i < count; i++) {
            runners[i] =
                    new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
            runners[i].allowCoreThreadTimeOut(true);
            shards[i] = new Shard(runners[i], turns);
        }
    }

    /** A shard without threads: whoever brings something does it. */
    public static Shards inline() {
        Shards shards = new Shards(1, Thread::new);
        shards.close();
        return shards;
    }

    /** The shard of a new connection: each in turn. */
    Shard assign() {
        return shards[Math.floorMod(next.getAndIncrement(), shards.length)];
    }

    /** Ends the threads when all that waits is done. What comes later is done by whoever brings it. */
    @Override
    public void close() {
        for (ThreadPoolExecutor runner : runners) {
            runner.shutdown();
        }
    }
}
