package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnnouncerTest {
    private static final int FULL = 4096;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final Announcer announcer = new Announcer(threads, Runnable::run);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private boolean isAllTold() {
        return announcer.awaitAll(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("nobody is told before it is fired, and then all in order")
    void order() {
        IntStream.range(0, 100).forEach(i -> announcer.note("news", () -> told.add("" + i)));
        assertEquals(List.of(), told);
        announcer.fire("news");
        assertTrue(isAllTold());
        assertEquals(IntStream.range(0, 100).mapToObj(String::valueOf).toList(), told);
    }

    @Test
    @DisplayName("what eight threads note of 200 subjects is told once each, of one subject in order and one at a time")
    void concurrent() throws Exception {
        Map<String, List<Integer>> bySubject = new ConcurrentHashMap<>();
        Map<String, Integer> next = new ConcurrentHashMap<>();
        List<Future<?>> work = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            work.add(threads.submit(() -> IntStream.range(0, 20_000).forEach(i -> {
                String subject = "subject " + i % 200;
                next.compute(subject, (name, before) -> { // the lock under which it happens
                    int number = before == null ? 0 : before;
                    announcer.note(name, () -> bySubject
                            .computeIfAbsent(name, any -> new ArrayList<>())
                            .add(number));
                    return number + 1;
                });
                announcer.fire(subject);
            })));
        }
        for (Future<?> one : work) {
            one.get();
        }
        assertTrue(isAllTold());
        List<Integer> all = IntStream.range(0, 800).boxed().toList();
        assertEquals(200, bySubject.size());
        bySubject.values().forEach(numbers -> assertEquals(all, numbers));
    }

    @Test
    @DisplayName("an observer that fails keeps nobody from being told")
    void failure() {
        announcer.note("news", () -> {
            throw new StackOverflowError("as asked");
        });
        announcer.note("news", () -> told.add("next"));
        announcer.fire("news");
        assertTrue(isAllTold());
        assertEquals(List.of("next"), told);
    }

    @Test
    @DisplayName("where observers are too far behind, those that would add to it wait; the observer itself never does")
    void brake() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        announcer.note("news", () -> {
            await(blocked);
            announcer.awaitRoom("news");
            told.add("went on");
        });
        announcer.fire("news");
        IntStream.range(0, FULL + 1).forEach(i -> announcer.note("news", () -> {}));
        CountDownLatch waiting = new CountDownLatch(1);
        Future<?> waiter = threads.submit(() -> {
            waiting.countDown();
            announcer.awaitRoom("news");
            return told.add("had room");
        });
        await(waiting);
        assertFalse(announcer.awaitAll(Duration.ofMillis(100)), "the observer is blocked");
        assertFalse(waiter.isDone());
        blocked.countDown();
        waiter.get(5, TimeUnit.SECONDS);
        assertEquals(List.of("went on", "had room"), told);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("when there are no threads any more, it is told by the one that fires")
    void stopped() {
        Announcer last = new Announcer(
                task -> {
                    throw new RejectedExecutionException("stopped");
                },
                Runnable::run);
        last.note("news", () -> told.add(Thread.currentThread().getName()));
        last.fire("news");
        assertEquals(List.of(Thread.currentThread().getName()), told);
        Awaitility.await().until(() -> last.awaitAll(Duration.ofMillis(1)));
    }
}
