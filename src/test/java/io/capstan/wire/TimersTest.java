package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final Rig rig = new Rig();
    private final AtomicInteger runs = new AtomicInteger();

    private Future<?> schedule() {
        return rig.connection.schedule(Duration.ofSeconds(1), runs::incrementAndGet);
    }

    @Test
    @DisplayName("PAR-131 a task runs when its time has come, once, and is done then")
    void run() throws Exception {
        Future<?> timer = schedule();
        assertFalse(timer.isDone());
        rig.alarms.get(0).run();
        timer.get();
        assertEquals(1, runs.get());
        rig.connection.closed(1000, "");
        assertFalse(timer.isCancelled(), "it was done before");
    }

    @Test
    @DisplayName("PAR-131 a cancelled task does not run, and its alarm is taken back")
    void cancel() {
        Future<?> timer = schedule();
        timer.cancel(false);
        assertTrue(rig.alarms.get(0).isCancelled());
        rig.alarms.get(0).run();
        assertEquals(0, runs.get());
    }

    @Test
    @DisplayName("PAR-131 what has not run when the connection ends is cancelled")
    void end() {
        Future<?> one = schedule();
        Future<?> two = schedule();
        rig.connection.closed(1000, "");
        assertTrue(one.isCancelled() && two.isCancelled());
        assertTrue(rig.alarms.stream().allMatch(Future::isCancelled));
    }

    @Test
    @DisplayName("PAR-131 a connection that has ended plans nothing any more")
    void late() {
        rig.connection.closed(1000, "");
        assertTrue(schedule().isCancelled());
    }

    @Test
    @DisplayName("PAR-131 what a task throws comes out where it runs, and in its future")
    void failure() {
        List<Runnable> due = new ArrayList<>();
        Future<?> timer = new Timers()
                .plan(
                        Duration.ZERO,
                        () -> {
                            throw new IllegalStateException("on time");
                        },
                        (delay, task) -> {
                            due.add(task);
                            return new CompletableFuture<>();
                        },
                        Runnable::run);
        String message =
                assertThrows(IllegalStateException.class, due.get(0)::run).getMessage();
        assertEquals("on time", message);
        ExecutionException inTimer = assertThrows(ExecutionException.class, timer::get);
        assertEquals("on time", inTimer.getCause().getMessage());
    }

    @Test
    @DisplayName("PAR-131 any delay will do: none, less than none, and more than there is time")
    void delays() {
        try (Heartbeat timer = new Heartbeat(new ConnectionRegistry(), Rig.TIMES, Executors.defaultThreadFactory())) {
            timer.schedule(Duration.ofSeconds(Long.MIN_VALUE), runs::incrementAndGet);
            timer.schedule(Duration.ofSeconds(-1), runs::incrementAndGet);
            timer.schedule(Duration.ZERO, runs::incrementAndGet);
            Future<?> endless = timer.schedule(Duration.ofSeconds(Long.MAX_VALUE), runs::incrementAndGet);
            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> runs.get() == 3);
            assertFalse(endless.isDone());
        }
    }
}
