package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.OutboxLimits.OverflowPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShardTest {
    private final Queue<Runnable> handed = new ArrayDeque<>();
    private final Shard shard = new Shard(handed::add, new Semaphore(1, true));
    private final Rig first = joining(new Rig());
    private final Rig second = joining(new Rig());
    private final List<WireConnection> both = List.of(first.connection, second.connection);

    private static Rig joining(Rig rig) {
        rig.wire.joins = true;
        return rig;
    }

    private static Outgoing text(String text) {
        return Outgoing.text(text, Optional.empty());
    }

    private void sweep() {
        while (!handed.isEmpty()) {
            handed.remove().run();
        }
    }

    @Test
    @DisplayName("publications in a row for the same receivers leave in one write each, made once for all")
    void joined() {
        for (String text : List.of("a", "b", "c")) {
            shard.publish(both, null, text(text));
        }
        assertEquals(1, handed.size(), "one sweep is asked for");
        assertEquals(0, first.wire.batches.size(), "nothing happens on the publisher's thread");
        sweep();
        assertEquals(List.of("a", "b", "c"), first.wire.texts());
        assertEquals(1, first.wire.batches.size());
        assertTrue(first.wire.batches.get(0) == second.wire.batches.get(0), "shared");
    }

    @Test
    @DisplayName("publications for different receivers keep the order in which they were handed over")
    void interleaved() {
        List<WireConnection> one = List.of(first.connection);
        shard.publish(both, null, text("1"));
        shard.publish(one, null, text("2"));
        shard.publish(both, null, text("3"));
        shard.publish(both, null, text("4"));
        sweep();
        assertEquals(List.of("1", "2", "3", "4"), first.wire.texts());
        assertEquals(List.of("1", "3", "4"), second.wire.texts());
        assertEquals(1, first.wire.batches.size(), "one write for all of a sweep");
    }

    @Test
    @DisplayName("what is sent to one connection keeps its place among publications of the same thread")
    void inOrder() {
        shard.inOrder(() -> first.connection.append(text("0")));
        shard.publish(both, null, text("1"));
        shard.inOrder(() -> {
            first.connection.append(text("2"));
            first.connection.flushDirty();
        });
        shard.publish(both, null, text("3"));
        sweep();
        assertEquals(List.of("0", "1", "2", "3"), first.wire.texts());
        List<String> ran = new ArrayList<>();
        shard.inOrder(() -> ran.add("idle: at once, on this thread"));
        assertEquals(1, ran.size());
    }

    @Test
    @DisplayName("what has nothing for an outbox holds up nothing that is sent")
    void notAhead() {
        List<String> ran = new ArrayList<>();
        shard.exclusively(() -> ran.add("completion"));
        shard.inOrder(() -> ran.add("send"));
        assertEquals(List.of("send"), ran);
        shard.publish(both, null, text("x"));
        shard.inOrder(() -> ran.add("behind the publication"));
        assertEquals(List.of("send"), ran);
        sweep();
        assertEquals(List.of("send", "completion", "behind the publication"), ran);
    }

    @Test
    @DisplayName("who is excepted from a publication gets the others")
    void except() {
        shard.publish(both, first.connection, text("1"));
        shard.publish(both, first.connection, text("2"));
        shard.publish(both, second.connection, text("3"));
        shard.publish(both, null, text("4"));
        sweep();
        assertEquals(List.of("3", "4"), first.wire.texts());
        assertEquals(List.of("1", "2", "4"), second.wire.texts());
    }

    @Test
    @DisplayName("a burst of more than an outbox holds gets through to a connection that takes it")
    void burst() {
        Rig small = joining(new Rig(new OutboxOptions(Shard.SWEEP, 1 << 20, OverflowPolicy.CLOSE)));
        List<WireConnection> receivers = List.of(small.connection);
        for (int i = 0; i < 10 * Shard.SWEEP; i++) {
            shard.publish(receivers, null, text("x"));
        }
        sweep();
        assertEquals(10 * Shard.SWEEP, small.wire.texts().size());
        assertTrue(small.connection.isOpen());
    }

    @Test
    @DisplayName("a joined write has at most 64 KiB")
    void limit() {
        for (int i = 0; i < 10; i++) {
            shard.publish(both, null, text("x".repeat(20_000)));
        }
        sweep();
        assertEquals(
                List.of(3, 3, 3, 1),
                first.wire.batches.stream().map(Batch::size).toList());
    }

    @Test
    @DisplayName("a task that fails holds up none of those behind it")
    void failure() {
        shard.exclusively(() -> {
            throw new AssertionError("meant to fail");
        });
        shard.publish(both, null, text("x"));
        sweep();
        assertEquals(List.of("x"), first.wire.texts());
    }

    @Test
    @DisplayName("PAR-157 a message that is larger than an outbox closes there with 1009, and arrives elsewhere")
    void tooLarge() {
        Rig tiny = joining(new Rig(new OutboxOptions(10, 1024, OverflowPolicy.CLOSE)));
        shard.publish(List.of(tiny.connection, first.connection), null, text("x".repeat(2000)));
        sweep();
        assertEquals(List.of(), tiny.wire.texts());
        assertFalse(tiny.connection.isOpen(), "or its client would never know that it misses something");
        assertEquals(List.of("1009 A message is larger than the outbox"), tiny.wire.closes);
        assertEquals(1, first.wire.batches.size());
    }

    @Test
    @DisplayName("PAR-157 an outbox that may lose messages loses one that is larger than it, and keeps those around it")
    void tooLargeToKeep() {
        Rig tiny = joining(new Rig(new OutboxOptions(10, 1024, OverflowPolicy.DROP_OLDEST)));
        for (String each : List.of("a", "x".repeat(2000), "b")) {
            shard.publish(List.of(tiny.connection), null, text(each));
        }
        sweep();
        assertEquals(List.of("a", "b"), tiny.wire.texts());
        assertTrue(tiny.connection.isOpen());
    }

    @Test
    @DisplayName("when there is no thread any more, whoever brings something does it")
    void stopped() {
        Executor none = task -> {
            throw new RejectedExecutionException();
        };
        Shard orphan = new Shard(none, new Semaphore(1, true));
        orphan.publish(both, null, text("a"));
        orphan.exclusively(() -> orphan.publish(both, null, text("c")));
        assertEquals(List.of("a", "c"), first.wire.texts());
    }

    @Test
    @DisplayName("where one publication waits all shards write at once, where several wait they take turns")
    void turns() throws InterruptedException {
        Semaphore turns = new Semaphore(1, true);
        Queue<Runnable> others = new ArrayDeque<>();
        Shard other = new Shard(others::add, turns);
        turns.acquire(); // the other one's turn

        other.publish(both, null, text("a"));
        others.remove().run();
        assertEquals(List.of("a"), first.wire.texts(), "alone: at once");

        other.publish(both, null, text("b"));
        other.publish(both, null, text("c"));
        Thread runner = new Thread(others.remove());
        runner.start();
        Awaitility.await().until(turns::hasQueuedThreads);
        other.publish(both, null, text("d"));
        turns.release();
        runner.join();
        assertEquals(List.of("a", "b", "c", "d"), first.wire.texts());
        assertEquals(2, first.wire.batches.size(), "what came while it waited left with the others");
        assertEquals(1, turns.availablePermits(), "and it gave its turn back");
    }

    @Test
    @DisplayName("without threads a shard waits for no turn, which the same thread may have")
    void turnsOfOneThread() throws InterruptedException {
        Semaphore turns = new Semaphore(1, true);
        turns.acquire();
        Shard orphan = new Shard(
                task -> {
                    throw new RejectedExecutionException();
                },
                turns);
        orphan.exclusively(() -> {
            orphan.publish(both, null, text("a"));
            orphan.publish(both, null, text("b"));
        });
        assertEquals(List.of("a", "b"), first.wire.texts());
    }

    @Test
    @DisplayName("a publisher waits while too much waits, and an interrupted one goes on")
    void room() throws InterruptedException {
        Outgoing large = text("x".repeat(1 << 20));
        for (int i = 0; i < 16; i++) {
            shard.publish(List.of(), null, large);
        }
        CountDownLatch through = new CountDownLatch(1);
        Thread publisher = new Thread(() -> {
            shard.awaitRoom();
            through.countDown();
        });
        publisher.start();
        Awaitility.await().until(() -> publisher.getState() == Thread.State.WAITING);
        sweep();
        assertTrue(through.await(10, TimeUnit.SECONDS));
        publisher.join();

        for (int i = 0; i < 16; i++) {
            shard.publish(List.of(), null, large);
        }
        Thread.currentThread().interrupt();
        shard.awaitRoom();
        assertTrue(Thread.interrupted());
        assertFalse(handed.isEmpty(), "still waiting");
    }
}
