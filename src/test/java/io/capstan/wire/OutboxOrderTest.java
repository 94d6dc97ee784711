package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Delivery;
import io.capstan.Message;
import io.capstan.OutboxLimits.OverflowPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is lost, doubled, reordered or nested, however a wire completes. */
class OutboxOrderTest {
    private static final OutboxOptions UNBOUNDED =
            new OutboxOptions(Integer.MAX_VALUE, Integer.MAX_VALUE, OverflowPolicy.CLOSE);

    private final Rig rig = new Rig(UNBOUNDED);
    private final ExecutorService engine = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        engine.shutdownNow();
    }

    @RepeatedTest(5)
    @Timeout(30)
    @DisplayName("PAR-154 16 threads on a wire that completes now, later or elsewhere: each one's order is kept")
    void threads() throws Exception {
        int threads = 16;
        int each = 2_000;
        rig.wire.joins = ThreadLocalRandom.current().nextBoolean();
        rig.wire.answer = completion -> {
            if (ThreadLocalRandom.current().nextBoolean()) {
                return true;
            }
            engine.execute(() -> completion.complete(null));
            return false;
        };
        ExecutorService senders = Executors.newFixedThreadPool(threads);
        List<Future<List<CompletableFuture<Delivery>>>> sent = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            sent.add(senders.submit(() -> {
                List<CompletableFuture<Delivery>> stages = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    stages.add(rig.connection.send(thread + ":" + i).toCompletableFuture());
                }
                return stages;
            }));
        }
        for (Future<List<CompletableFuture<Delivery>>> stages : sent) {
            for (CompletableFuture<Delivery> stage : stages.get()) {
                assertEquals(Delivery.WRITTEN, stage.get(10, TimeUnit.SECONDS));
            }
        }
        senders.shutdown();
        assertEquals(0, rig.wire.overlaps.get(), "two writes at a time");
        int[] next = new int[threads];
        for (String text : rig.wire.texts()) {
            String[] parts = text.split(":");
            int thread = Integer.parseInt(parts[0]);
            assertEquals(next[thread]++, Integer.parseInt(parts[1]), "order of thread " + thread);
        }
        for (int count : next) {
            assertEquals(each, count);
        }
        assertEquals(0, rig.connection.waitingBytes());
    }

    @Test
    @DisplayName("100 000 waiting messages leave in a loop, not in a recursion")
    void depth() {
        rig.wire.holding();
        for (int i = 0; i < 100_000; i++) {
            rig.connection.send("x");
        }
        rig.wire.answer = FakeWire.AT_ONCE;
        rig.wire.finish();
        assertEquals(100_000, rig.wire.texts().size());
    }

    @Test
    @Timeout(30)
    @DisplayName("100 000 waiting messages leave without recursion when another thread completes each")
    void depthElsewhere() throws Exception {
        rig.wire.answer = completion -> {
            engine.execute(() -> completion.complete(null));
            return false;
        };
        CompletableFuture<Delivery> last = new CompletableFuture<>();
        for (int i = 0; i < 100_000; i++) {
            last = rig.connection.send("x").toCompletableFuture();
        }
        assertEquals(Delivery.WRITTEN, last.get(20, TimeUnit.SECONDS));
        assertEquals(100_000, rig.wire.texts().size());
        assertEquals(0, rig.wire.overlaps.get());
    }

    @Test
    @DisplayName("results that send again do not nest: the next write waits until all results are told")
    void resultsThatSend() {
        AtomicInteger depth = new AtomicInteger();
        AtomicInteger deepest = new AtomicInteger();
        rig.wire.holding();
        for (int i = 0; i < 1000; i++) {
            rig.connection.send("a").thenRun(() -> {
                deepest.accumulateAndGet(depth.incrementAndGet(), Math::max);
                rig.connection.send("b");
                depth.decrementAndGet();
            });
        }
        rig.wire.answer = FakeWire.AT_ONCE;
        rig.wire.finish();
        assertEquals(1, deepest.get());
        assertEquals(2000, rig.wire.texts().size());
        assertEquals(0, rig.wire.overlaps.get());
    }

    @Test
    @DisplayName("a joined write has no more than 64 KiB")
    void joined() {
        rig.wire.joins = true;
        rig.wire.holding();
        rig.connection.send("first");
        for (String text : List.of("a", "b", "c", "d", "x".repeat(65_536), "e")) {
            rig.connection.send(text);
        }
        rig.wire.answer = FakeWire.AT_ONCE;
        rig.wire.finish();
        assertEquals(
                List.of(1, 4, 1, 1),
                rig.wire.batches.stream().map(batch -> batch.messages().size()).toList());
        rig.wire.batches.forEach(batch -> assertEquals(
                batch.bytes(),
                batch.messages().stream().mapToInt(Outgoing::bytes).sum()));
    }

    @Test
    @DisplayName("a message that is larger than a joined write goes alone")
    void large() {
        rig.wire.joins = true;
        rig.connection.send("x".repeat(200_000));
        assertEquals(1, rig.wire.batches.size());
    }

    @Test
    @DisplayName("every thread's results are told, none twice")
    void results() {
        ConcurrentHashMap<Integer, AtomicInteger> told = new ConcurrentHashMap<>();
        rig.wire.holding();
        for (int i = 0; i < 100; i++) {
            int number = i;
            rig.connection.send(Message.text("x")).thenRun(() -> told.computeIfAbsent(
                            number, any -> new AtomicInteger())
                    .incrementAndGet());
        }
        rig.wire.answer = FakeWire.AT_ONCE;
        rig.wire.finish();
        assertEquals(100, told.size());
        assertTrue(told.values().stream().allMatch(count -> count.get() == 1));
    }
}
