package io.capstan.wire.tyrus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CalmTest {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledThreadPoolExecutor original = new ScheduledThreadPoolExecutor(1);
    private final IdleTimer timer = new IdleTimer(original, IdleTimeout.class, task -> {
        events.add("in context");
        task.run();
    });

    /** In the place of Tyrus' own. */
    private final class IdleTimeout implements Runnable {
        @Override
        public void run() {
            events.add("idle");
        }
    }

    @AfterEach
    void stop() {
        timer.end();
        original.shutdownNow();
    }

    @Test
    @DisplayName("the container's executor is replaced while the application runs, and put back at its end")
    void replaced() throws Exception {
        StandInContainer container = StandInContainer.with(original);
        Calm calm = Calm.over(container);
        assertNotNull(calm);
        assertNotSame(original, container.getScheduledExecutorService());
        calm.end();
        assertSame(original, container.getScheduledExecutorService());
        assertFalse(original.isShutdown());
    }

    @Test
    @DisplayName("an executor that somebody else has put there meanwhile stays")
    void somebodyElses() throws Exception {
        StandInContainer container = StandInContainer.with(original);
        Calm first = Calm.over(container);
        Calm second = Calm.over(container);
        assertNotNull(first);
        assertNotNull(second);
        ScheduledExecutorService ofSecond = container.getScheduledExecutorService();
        first.end();
        assertSame(ofSecond, container.getScheduledExecutorService());
    }

    @Test
    @DisplayName("a container without a managed executor is left alone")
    void nothingToCalm() {
        assertNull(Calm.over(new StandInContainer()));
    }

    @Test
    @DisplayName("an idle time-out that is not set costs no thread and no task")
    void notSet() throws Exception {
        Future<?> future = timer.schedule(new IdleTimeout(), 0, TimeUnit.MILLISECONDS);
        assertTrue(future.isDone());
        assertNull(future.get());
        assertFalse(future.cancel(true));
        assertEquals(0, original.getTaskCount());
        assertEquals(List.of(), events);
    }

    @Test
    @DisplayName("an idle time-out that is set runs, in the context of the application; one that is cancelled does not")
    void set() {
        assertTrue(timer.schedule(new IdleTimeout(), 1, TimeUnit.HOURS).cancel(false));
        timer.schedule(new IdleTimeout(), 1, TimeUnit.MILLISECONDS);
        Awaitility.await().untilAsserted(() -> assertEquals(List.of("in context", "idle"), events));
        assertEquals(0, original.getTaskCount());
    }

    @Test
    @DisplayName("all that is no idle time-out goes to the executor of the server")
    void others() throws Exception {
        Runnable other = () -> {};
        timer.schedule(other, 0, TimeUnit.MILLISECONDS).get();
        timer.schedule(Executors.callable(other), 0, TimeUnit.MILLISECONDS).get();
        timer.scheduleAtFixedRate(other, 1, 1, TimeUnit.HOURS);
        timer.scheduleWithFixedDelay(other, 1, 1, TimeUnit.HOURS);
        timer.execute(other);
        timer.submit(other).get();
        timer.submit(other, "x").get();
        timer.submit(Executors.callable(other)).get();
        assertEquals(8, original.getTaskCount());
    }

    @Test
    @DisplayName("sessions that outlive the application may go on to schedule; nothing comes of it")
    void afterwards() {
        timer.schedule(new IdleTimeout(), 1, TimeUnit.HOURS);
        timer.end();
        timer.schedule(new IdleTimeout(), 1, TimeUnit.MILLISECONDS);
        timer.schedule(new IdleTimeout(), 0, TimeUnit.MILLISECONDS);
        assertEquals(List.of(), events);
    }
}
