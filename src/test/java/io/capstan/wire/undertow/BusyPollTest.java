package io.capstan.wire.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** On a thread of the engine. */
class BusyPollTest {
    private static final int ENOUGH = 20;

    private XnioWorker worker;
    private XnioIoThread thread;

    @BeforeEach
    void start() throws Exception {
        worker = Xnio.getInstance()
                .createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1, Options.WORKER_TASK_MAX_THREADS, 1));
        thread = worker.getIoThread(0);
    }

    @AfterEach
    void stop() throws Exception {
        worker.shutdown();
        assertTrue(worker.awaitTermination(20, TimeUnit.SECONDS), "nothing keeps the thread");
    }

    private <T> T on(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, thread)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Turns without a pause between them. */
    private boolean turns(BusyPoll poll, int count) {
        return on(() -> {
            for (int i = 0; i < count; i++) {
                poll.turnBegins();
                poll.turnEnds();
            }
            return poll.isAwake();
        });
    }

    private boolean isAwake(BusyPoll poll) {
        return on(poll::isAwake);
    }

    private BusyPoll poll(Duration patience) {
        return new BusyPoll(thread, patience.toNanos());
    }

    @Test
    @DisplayName("turns in a row keep the thread awake, and it does what else there is to do")
    void staysAwake() {
        BusyPoll poll = poll(Duration.ofHours(1));
        assertFalse(turns(poll, 1));
        assertTrue(turns(poll, ENOUGH));
        assertEquals("done", on(() -> "done"));
        assertTrue(isAwake(poll));
        poll.close();
    }

    @Test
    @DisplayName("it sleeps when nothing comes, and is kept awake again later")
    void sleeps() {
        BusyPoll poll = poll(Duration.ofMillis(50));
        turns(poll, ENOUGH);
        Awaitility.await().until(() -> !isAwake(poll));
        assertTrue(turns(poll, ENOUGH));
        poll.close();
    }

    @Test
    @DisplayName("without patience it never stays awake")
    void off() {
        assertFalse(turns(poll(Duration.ZERO), ENOUGH));
    }

    @Test
    @DisplayName("closed it lets the thread sleep, whatever comes")
    void closed() {
        BusyPoll poll = poll(Duration.ofHours(1));
        turns(poll, ENOUGH);
        poll.close();
        assertFalse(isAwake(poll));
        assertFalse(turns(poll, ENOUGH));
    }

    @Test
    @DisplayName(
            "a thread has one for all of its connections; after the stop those who come late get one that never waits")
    void shared() {
        BusyPolls polls = new BusyPolls();
        polls.last(Duration.ofHours(1));
        BusyPoll first = polls.of(thread);
        assertEquals(first, polls.of(thread));
        assertTrue(turns(first, ENOUGH));
        polls.stop();
        assertFalse(isAwake(first));
        assertFalse(turns(polls.of(thread), ENOUGH));
    }
}
