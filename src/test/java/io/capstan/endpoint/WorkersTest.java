package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final int MOST = 3;

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ThreadFactory factory = task -> {
        Thread thread = Executors.defaultThreadFactory().newThread(task);
        threads.add(thread);
        return thread;
    };
    private final Workers workers = new Workers(factory, MOST);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void stop() {
        release.countDown();
        workers.stop();
    }

    private void block() {
        try {
            release.await();
            done.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitIdle() {
        Awaitility.await()
                .until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
    }

    @Test
    @DisplayName("a thread that is idle takes the next task, and no new one is made for it")
    void idleFirst() {
        for (int i = 1; i <= 5; i++) {
            workers.execute(done::incrementAndGet);
            int so = i;
            Awaitility.await().until(() -> done.get() == so);
            awaitIdle();
        }

        assertEquals(1, threads.size());
    }

    @Test
    @DisplayName("while nobody is idle there are more threads, up to the most; what comes then waits, and is done")
    void most() {
        for (int i = 0; i < 2 * MOST; i++) {
            workers.execute(this::block);
        }
        assertEquals(MOST, threads.size());

        release.countDown();

        Awaitility.await().until(() -> done.get() == 2 * MOST);
        assertEquals(MOST, threads.size());
    }

    @Test
    @DisplayName("after a stop nothing is taken any more, and what was is done")
    void stopped() {
        for (int i = 0; i < 2 * MOST; i++) {
            workers.execute(this::block);
        }
        workers.stop();

        assertThrows(RejectedExecutionException.class, () -> workers.execute(() -> {}));

        release.countDown();
        Awaitility.await().until(() -> done.get() == 2 * MOST);
        Awaitility.await().until(() -> threads.stream().noneMatch(Thread::isAlive));
    }
}
