package io.capstan.wire;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The shards of an application. Each has a thread of its own, which ends when there is nothing to do for a while. */
public final class Shards implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final Shard[] shards;
    private final ThreadPoolExecutor[] runners;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * Shards with threads of this factory.
     *
     * @param configured how many; 0: one for each two processors
     */
    public Shards(int configured, ThreadFactory threads) {
        int count =
                configured > 0 ? configured : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        shards = new Shard[count];
        runners = new ThreadPoolExecutor[count];
        for (int i = 0; i < count; i++) {
            runners[i] =
                    new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
            runners[i].allowCoreThreadTimeOut(true);
            shards[i] = new Shard(runners[i]);
        }
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
