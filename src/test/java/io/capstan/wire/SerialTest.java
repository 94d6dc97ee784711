package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SerialTest {
    private final Queue<Runnable> handed = new ArrayDeque<>();
    private final Serial serial = new Serial(handed::add);
    private final List<String> done = new ArrayList<>();

    @Test
    @DisplayName("run runs here and now; submit hands over")
    void where() {
        serial.run(() -> done.add("here"));
        assertEquals(List.of("here"), done);
        serial.submit(() -> done.add("there"));
        assertEquals(List.of("here"), done);
        handed.remove().run();
        assertEquals(List.of("here", "there"), done);
    }

    @Test
    @DisplayName("what comes while a task runs comes behind it, also from within")
    void reentrant() {
        serial.run(() -> {
            serial.run(() -> done.add("2"));
            serial.submit(() -> done.add("3"));
            serial.run(() -> done.add("4"));
            done.add("1");
        });
        assertEquals(List.of("1", "2", "3", "4"), done);
        assertEquals(0, handed.size());
    }

    @Test
    @DisplayName("runAlone runs here and now, and hands over what comes meanwhile, also when it throws")
    void alone() {
        serial.runAlone(() -> {
            serial.run(() -> done.add("2"));
            serial.submit(() -> done.add("3"));
            done.add("1");
        });
        assertEquals(List.of("1"), done);
        handed.remove().run();
        assertEquals(List.of("1", "2", "3"), done);
        assertThrows(
                AssertionError.class,
                () -> serial.runAlone(() -> {
                    serial.run(() -> done.add("4"));
                    throw new AssertionError();
                }));
        handed.remove().run();
        assertEquals(List.of("1", "2", "3", "4"), done);
    }

    @Test
    @DisplayName("what a task that has begun here leaves over runs elsewhere, before what came meanwhile")
    void begun() {
        assertTrue(serial.begin(() -> {
            serial.submit(() -> done.add("3"));
            done.add("1");
            return () -> done.add("2");
        }));
        assertEquals(List.of("1"), done);
        assertFalse(serial.begin(() -> () -> done.add("never")), "it is busy");
        handed.remove().run();
        assertEquals(List.of("1", "2", "3"), done);
        assertEquals(0, handed.size());
    }

    @Test
    @DisplayName("a task that leaves nothing over is done, and what came meanwhile runs elsewhere, also when it throws")
    void begunAndDone() {
        assertTrue(serial.begin(() -> {
            done.add("1");
            return null;
        }));
        assertEquals(0, handed.size());
        assertThrows(
                IllegalStateException.class,
                () -> serial.begin(() -> {
                    serial.run(() -> done.add("2"));
                    throw new IllegalStateException();
                }));
        assertEquals(List.of("1"), done);
        handed.remove().run();
        assertEquals(List.of("1", "2"), done);
    }

    @Test
    @DisplayName("what comes behind a submitted task waits for it")
    void behindSubmitted() {
        serial.submit(() -> done.add("1"));
        serial.run(() -> done.add("2"));
        assertEquals(List.of(), done);
        handed.remove().run();
        assertEquals(List.of("1", "2"), done);
    }

    @Test
    @DisplayName("a task with an executor of its own runs there and in its turn, and what comes behind it waits for it")
    void ownExecutor() {
        Queue<Runnable> lane = new ArrayDeque<>();
        serial.run(() -> {
            serial.submit(() -> done.add("2"), lane::add, () -> done.add("rejected"));
            serial.run(() -> done.add("3"));
            done.add("1");
        });
        assertEquals(List.of("1"), done);
        lane.remove().run();
        assertEquals(List.of("1", "2", "3"), done);
        assertEquals(0, handed.size());
    }

    @Test
    @DisplayName("a task that its own executor rejects is replaced, and holds up none of those behind it")
    void ownExecutorRejects() {
        serial.submit(
                () -> done.add("never"),
                task -> {
                    throw new RejectedExecutionException();
                },
                () -> done.add("1"));
        serial.run(() -> done.add("2"));
        assertEquals(List.of("1", "2"), done);
    }

    @Test
    @DisplayName("100 000 waiting tasks do not nest")
    void depth() {
        AtomicInteger count = new AtomicInteger();
        serial.run(() -> {
            for (int i = 0; i < 100_000; i++) {
                serial.run(count::incrementAndGet);
            }
        });
        assertEquals(100_000, count.get());
    }

    @Test
    @DisplayName("a task that throws holds up none of those behind it")
    void throwing() {
        assertThrows(
                AssertionError.class,
                () -> serial.run(() -> {
                    serial.run(() -> done.add("2"));
                    throw new AssertionError("1");
                }));
        handed.remove().run();
        serial.run(() -> done.add("3"));
        assertEquals(List.of("2", "3"), done);
    }

    @Test
    @DisplayName("where the executor has stopped, a submitted task runs here")
    void stopped() {
        Serial late = new Serial(task -> {
            throw new RejectedExecutionException();
        });
        late.submit(() -> done.add("1"));
        late.run(() -> done.add("2"));
        assertEquals(List.of("1", "2"), done);
    }

    @Test
    @Timeout(30)
    @DisplayName("PAR-133 8 threads: one task at a time, none lost, each thread's order kept")
    void threads() throws InterruptedException {
        int threads = 8;
        int each = 5_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        ExecutorService workers = Executors.newFixedThreadPool(2);
        Serial shared = new Serial(workers);
        AtomicBoolean busy = new AtomicBoolean();
        AtomicInteger overlaps = new AtomicInteger();
        int[] next = new int[threads];
        CountDownLatch all = new CountDownLatch(threads * each);
        for (int t = 0; t < threads; t++) {
            int thread = t;
            pool.execute(() -> {
                for (int i = 0; i < each; i++) {
                    int number = i;
                    Runnable task = () -> {
                        if (!busy.compareAndSet(false, true) || next[thread]++ != number) {
                            overlaps.incrementAndGet();
                        }
                        busy.set(false);
                        all.countDown();
                    };
                    if (number % 3 == 0) {
                        shared.submit(task);
                    } else {
                        shared.run(task);
                    }
                }
            });
        }
        assertTrue(all.await(20, TimeUnit.SECONDS));
        pool.shutdown();
        workers.shutdown();
        assertEquals(0, overlaps.get());
    }
}
