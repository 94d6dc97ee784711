package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final List<String> told = new ArrayList<>();
    private final Inbox inbox = new Inbox(
            new Intake() {
                @Override
                public void pause() {
                    told.add("pause");
                }

                @Override
                public void resume() {
                    told.add("resume");
                }
            },
            1000);

    @Test
    @DisplayName("a full inbox stops the engine, and lets it go on when half of it is done")
    void marks() {
        inbox.add(600);
        assertEquals(List.of(), told);
        inbox.add(400);
        assertEquals(List.of("pause"), told);
        assertTrue(inbox.isPaused());
        inbox.add(1);
        inbox.remove(400);
        assertEquals(List.of("pause"), told);
        inbox.remove(600);
        assertEquals(List.of("pause", "resume"), told);
        assertFalse(inbox.isPaused());
    }

    @Test
    @DisplayName("many empty messages fill an inbox too")
    void empty() {
        IntStream.range(0, 20).forEach(i -> inbox.add(0));
        assertEquals(List.of("pause"), told);
    }

    @Test
    @DisplayName("at the end everything is let in, so that the answer to a close can be read")
    void end() {
        inbox.add(5000);
        inbox.end();
        inbox.add(5000);
        assertEquals(List.of("pause", "resume"), told);
    }

    @Test
    @DisplayName("where the engine cannot be stopped, the thread that delivers waits, until there is room or the end")
    void waits() throws InterruptedException {
        Inbox blocking = new Inbox(null, 1000);
        blocking.add(2000);
        Thread delivering = new Thread(() -> blocking.add(1));
        delivering.start();
        Awaitility.await().until(() -> delivering.getState() == Thread.State.WAITING);
        blocking.remove(2000);
        delivering.join();
        blocking.add(2000);
        Thread another = new Thread(() -> blocking.add(1));
        another.start();
        Awaitility.await().until(() -> another.getState() == Thread.State.WAITING);
        blocking.end();
        another.join();
    }

    @RepeatedTest(5)
    @DisplayName("however many threads add and remove, pause and resume alternate and end with what is true")
    void threads() {
        AtomicInteger open = new AtomicInteger(1);
        AtomicInteger wrong = new AtomicInteger();
        Inbox shared = new Inbox(
                new Intake() {
                    @Override
                    public void pause() {
                        wrong.addAndGet(open.getAndDecrement() == 1 ? 0 : 1);
                    }

                    @Override
                    public void resume() {
                        wrong.addAndGet(open.getAndIncrement() == 0 ? 0 : 1);
                    }
                },
                1000);
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(number -> new Thread(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        int bytes = ThreadLocalRandom.current().nextInt(600);
                        shared.add(bytes);
                        shared.remove(bytes);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> threads.stream()
                .noneMatch(Thread::isAlive));
        assertEquals(0, wrong.get());
        assertEquals(1, open.get());
    }
}
