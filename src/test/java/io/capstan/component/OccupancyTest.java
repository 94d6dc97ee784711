package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OccupancyTest {
    private static final Occupancy.Hook UNEXPECTED = () -> {
        throw new AssertionError("there are others");
    };

    private final Occupancy occupancy = new Occupancy();
    private final List<String> transitions = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private void first() {
        transitions.add("first");
    }

    private void last() {
        transitions.add("last");
    }

    @Test
    @DisplayName("PAR-128 only the first one in and the last one out are a transition, each time")
    void transitions() throws Exception {
        occupancy.enter(this::first);
        occupancy.enter(UNEXPECTED);
        occupancy.leave(UNEXPECTED);
        occupancy.enter(UNEXPECTED);
        occupancy.leave(UNEXPECTED);
        occupancy.leave(this::last);
        occupancy.enter(this::first);
        assertEquals(List.of("first", "last", "first"), transitions);
    }

    @Test
    @DisplayName("PAR-128 who comes while the first one is being told waits until that is over")
    void others() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Future<?> one = threads.submit(() -> {
            occupancy.enter(() -> {
                first();
                told.await();
            });
            return null;
        });
        Awaitility.await().until(() -> !transitions.isEmpty());
        Thread other = new Thread(() -> {
            try {
                occupancy.enter(UNEXPECTED);
                transitions.add("other");
            } catch (Exception e) {
                transitions.add(e.toString());
            }
        });
        other.start();
        Awaitility.await().until(() -> other.getState() == Thread.State.WAITING);
        assertEquals(List.of("first"), transitions);
        told.countDown();
        one.get();
        other.join();
        assertEquals(List.of("first", "other"), transitions);
    }

    @Test
    @DisplayName("PAR-128 a first one that fails is not in, and one that waited for it is the first")
    void failure() throws Exception {
        assertThrows(
                IllegalStateException.class,
                () -> occupancy.enter(() -> {
                    throw new IllegalStateException();
                }));
        occupancy.enter(this::first);
        assertEquals(List.of("first"), transitions);
    }

    @Test
    @DisplayName("PAR-128 a last one that fails is out all the same")
    void failingLast() throws Exception {
        occupancy.enter(this::first);
        assertThrows(
                IllegalStateException.class,
                () -> occupancy.leave(() -> {
                    throw new IllegalStateException();
                }));
        occupancy.enter(this::first);
        assertEquals(List.of("first", "first"), transitions);
    }

    @RepeatedTest(20)
    @DisplayName(
            "PAR-128 100 connections come and go at once: transitions take turns, and nobody is in outside of them")
    void crowd() throws Exception {
        int crowd = 100;
        CyclicBarrier start = new CyclicBarrier(crowd);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger hooks = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            all.add(threads.submit(() -> {
                start.await();
                occupancy.enter(() -> {
                    assertEquals(1, hooks.incrementAndGet());
                    assertEquals(0, inside.get());
                    first();
                    hooks.decrementAndGet();
                });
                inside.incrementAndGet();
                assertEquals(0, hooks.get(), "no transition while somebody is in");
                inside.decrementAndGet();
                occupancy.leave(() -> {
                    assertEquals(1, hooks.incrementAndGet());
                    assertEquals(0, inside.get());
                    last();
                    hooks.decrementAndGet();
                });
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get(20, TimeUnit.SECONDS);
        }
        assertFalse(transitions.isEmpty());
        for (int i = 0; i < transitions.size(); i++) {
            assertEquals(i % 2 == 0 ? "first" : "last", transitions.get(i), transitions.toString());
        }
        assertEquals("last", transitions.get(transitions.size() - 1));
    }
}
