package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Delivery;
import io.capstan.OutboxLimits.OverflowPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AudienceTest {
    private static final OutboxOptions UNBOUNDED =
            new OutboxOptions(Integer.MAX_VALUE, Integer.MAX_VALUE, OverflowPolicy.CLOSE);

    private final Shards shards = new Shards(3, Thread::new);
    private final Audience audience = new Audience();
    private final List<Rig> rigs = new ArrayList<>();

    private Rig join() {
        Rig rig = new Rig(UNBOUNDED, shards);
        rig.wire.joins = true;
        rigs.add(rig);
        audience.add(rig.connection);
        return rig;
    }

    private static Outgoing text(String text) {
        return Outgoing.text(text, Optional.empty());
    }

    @AfterEach
    void stop() {
        shards.close();
    }

    @RepeatedTest(3)
    @DisplayName("PAR-154 8 publishers on 3 shards: all receivers see the same order, and each publisher's own")
    void order() throws InterruptedException {
        int publishers = 8;
        int each = 2000;
        for (int i = 0; i < 10; i++) {
            join();
        }
        ExecutorService threads = Executors.newFixedThreadPool(publishers);
        for (int p = 0; p < publishers; p++) {
            int publisher = p;
            threads.execute(() -> {
                for (int i = 0; i < each; i++) {
                    audience.publish(text(publisher + ":" + i), null);
                }
            });
        }
        threads.shutdown();
        assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        for (Rig rig : rigs) {
            Awaitility.await().until(() -> rig.wire.texts().size() == publishers * each);
        }
        List<String> seen = rigs.get(0).wire.texts();
        for (Rig rig : rigs) {
            assertEquals(seen, rig.wire.texts());
            assertEquals(0, rig.wire.overlaps.get());
        }
        int[] next = new int[publishers];
        for (String text : seen) {
            String[] parts = text.split(":");
            assertEquals(next[Integer.parseInt(parts[0])]++, Integer.parseInt(parts[1]));
        }
    }

    @Test
    @DisplayName("who joins gets what the same thread publishes afterwards, who leaves does not")
    void membership() {
        Rig early = join();
        audience.publish(text("1"), null);
        Rig late = join();
        audience.publish(text("2"), null);
        audience.remove(early.connection);
        assertEquals(1, audience.publish(text("3"), null));
        Awaitility.await().until(() -> late.wire.texts().equals(List.of("2", "3")));
        assertEquals(List.of("1", "2"), early.wire.texts());
    }

    @RepeatedTest(3)
    @DisplayName("PAR-154 what a thread publishes and what it sends to one connection arrive in the order it chose")
    void mixed() {
        Rig rig = join();
        for (int i = 0; i < 3000; i++) {
            if (i % 3 == 0) {
                rig.connection.send(String.valueOf(i));
            } else {
                audience.publish(text(String.valueOf(i)), null);
            }
        }
        Awaitility.await().until(() -> rig.wire.texts().size() == 3000);
        for (int i = 0; i < 3000; i++) {
            assertEquals(String.valueOf(i), rig.wire.texts().get(i));
        }
    }

    @Test
    @DisplayName("PAR-171 a close comes behind what the same thread has published")
    void close() {
        Rig rig = join();
        for (int i = 0; i < 100; i++) {
            audience.publish(text("x"), null);
        }
        rig.connection.close(4000, "enough");
        Awaitility.await().until(() -> !rig.wire.closes.isEmpty());
        assertEquals(100, rig.wire.texts().size());
    }

    @Test
    @DisplayName("PAR-156 what waits for an outbox behind publications is bounded as what waits in it is")
    void bounded() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Shards held = new Shards(
                1,
                task -> new Thread(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    task.run();
                }));
        Rig closes = new Rig(new OutboxOptions(1024, 10_000, OverflowPolicy.CLOSE), held);
        Rig drops = new Rig(new OutboxOptions(1024, 10_000, OverflowPolicy.DROP_NEWEST), held);
        audience.add(closes.connection);
        audience.add(drops.connection);
        audience.publish(text("first"), null);
        List<CompletionStage<Delivery>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            closes.connection.send("x".repeat(1000));
            results.add(drops.connection.send("y".repeat(1000)));
        }
        assertFalse(closes.connection.isOpen(), "it has 20,000 bytes to come, and may have 10,000");
        assertEquals(1013, closes.connection.closeInfo().orElseThrow().code());
        go.countDown();
        held.close();
        Awaitility.await().until(() -> results.stream()
                .allMatch(each -> each.toCompletableFuture().isDone()));
        long dropped = results.stream()
                .filter(each -> each.toCompletableFuture().join() == Delivery.DROPPED)
                .count();
        assertEquals(12, dropped, "each costs 128 bytes more than its payload while it waits there");
        assertEquals("first", drops.wire.texts().get(0));
        assertEquals(9, drops.wire.texts().size());
    }
}
