package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection.ConnectionClosedException;
import io.capstan.Delivery;
import io.capstan.Message;
import io.capstan.OutboxLimits.OverflowPolicy;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** PAR-157: what a full outbox does. The first message of each test is under way; two more may wait, or 10 bytes in all. */
class OutboxPolicyTest {

    /** An outbox that is full: {@code 1} is under way, {@code 2} and {@code 3} wait. */
    private static Rig full(OverflowPolicy policy) {
        Rig rig = new Rig(new OutboxOptions(2, 10, policy));
        rig.wire.holding();
        rig.connection.send("1");
        return rig;
    }

    private static List<String> rest(Rig rig) {
        rig.wire.answer = FakeWire.AT_ONCE;
        rig.wire.finish();
        return rig.wire.texts();
    }

    @Test
    @DisplayName("PAR-157 CLOSE: one message too many closes with 1013, and fails all that wait")
    void close() {
        Rig rig = full(OverflowPolicy.CLOSE);
        CompletionStage<Delivery> second = rig.connection.send("2");
        rig.connection.send("3");
        CompletionStage<Delivery> tooMany = rig.connection.send("4");
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(second));
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(tooMany));
        assertEquals(1013, rig.end().code());
        assertFalse(rig.connection.isOpen());
        assertEquals(0, rig.wire.aborts.get(), "the close frame gets its time");
        rig.runLater();
        assertEquals(1, rig.wire.aborts.get());
        assertEquals(1, rig.connection.waitingBytes(), "only what is under way");
        rig.wire.finish();
        assertEquals(List.of("1013 Outbox full"), rig.wire.closes);
        assertEquals(List.of("1"), rig.wire.texts());
    }

    @Test
    @DisplayName("PAR-157 CLOSE: bytes count too, and those under way with them")
    void closeByBytes() {
        Rig rig = full(OverflowPolicy.CLOSE);
        rig.connection.send("23456789Z");
        assertTrue(rig.connection.isOpen());
        rig.connection.send("!");
        assertFalse(rig.connection.isOpen());
    }

    @RepeatedTest(20)
    @DisplayName("PAR-157 CLOSE: threads that find it full together send one close frame")
    void closeOnce() throws Exception {
        Rig rig = full(OverflowPolicy.CLOSE);
        rig.connection.send("2");
        rig.connection.send("3");
        int threads = 8;
        ExecutorService senders = Executors.newFixedThreadPool(threads);
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < threads; i++) {
            senders.submit(() -> {
                go.await();
                return rig.connection.send("4");
            });
        }
        go.countDown();
        senders.shutdown();
        assertTrue(senders.awaitTermination(10, TimeUnit.SECONDS));
        rig.wire.finish();
        assertEquals(List.of("1013 Outbox full"), rig.wire.closes);
        rig.end();
    }

    @Test
    @DisplayName("PAR-157 DROP_OLDEST: what waits longest goes, what is under way stays")
    void dropOldest() {
        Rig rig = full(OverflowPolicy.DROP_OLDEST);
        CompletionStage<Delivery> second = rig.connection.send("2");
        CompletionStage<Delivery> third = rig.connection.send("3");
        CompletionStage<Delivery> fourth = rig.connection.send("4");
        assertEquals(Delivery.DROPPED, Rig.result(second));
        assertNull(Rig.result(third));
        assertEquals(List.of("1", "3", "4"), rest(rig));
        assertEquals(Delivery.WRITTEN, Rig.result(fourth));
        assertTrue(rig.connection.isOpen());
    }

    @Test
    @DisplayName("PAR-157 DROP_OLDEST: as many go as a large one needs")
    void dropSeveral() {
        Rig rig = full(OverflowPolicy.DROP_OLDEST);
        rig.connection.send("2");
        rig.connection.send("3");
        rig.connection.send("123456789");
        assertEquals(List.of("1", "123456789"), rest(rig));
    }

    @Test
    @DisplayName("PAR-157 DROP_OLDEST: nothing is given up for one that cannot fit beside what is under way")
    void dropInVain() {
        Rig rig = full(OverflowPolicy.DROP_OLDEST);
        CompletionStage<Delivery> second = rig.connection.send("2");
        CompletionStage<Delivery> large = rig.connection.send("1234567890");
        assertEquals(Delivery.DROPPED, Rig.result(large));
        assertNull(Rig.result(second));
        assertEquals(List.of("1", "2"), rest(rig));
    }

    @Test
    @DisplayName("PAR-157 DROP_NEWEST: the new one goes")
    void dropNewest() {
        Rig rig = full(OverflowPolicy.DROP_NEWEST);
        rig.connection.send("2");
        rig.connection.send("3");
        assertEquals(Delivery.DROPPED, Rig.result(rig.connection.send("4")));
        assertEquals(List.of("1", "2", "3"), rest(rig));
        assertTrue(rig.connection.isOpen());
    }

    @Test
    @DisplayName("PAR-157 COALESCE: the newest of a key stands in the place of the older one")
    void coalesce() {
        Rig rig = full(OverflowPolicy.COALESCE);
        CompletionStage<Delivery> older = rig.connection.send(Message.text("k1").keyed("k"));
        rig.connection.send("3");
        CompletionStage<Delivery> newer = rig.connection.send(Message.text("k2").keyed("k"));
        assertEquals(Delivery.REPLACED, Rig.result(older));
        assertNull(Rig.result(newer));
        assertEquals(List.of("1", "k2", "3"), rest(rig));
        assertEquals(Delivery.WRITTEN, Rig.result(newer));
    }

    @Test
    @DisplayName("PAR-157 COALESCE: what is under way is not replaced")
    void coalesceUnderWay() {
        Rig rig = new Rig(new OutboxOptions(2, 10, OverflowPolicy.COALESCE));
        rig.wire.holding();
        CompletionStage<Delivery> underWay =
                rig.connection.send(Message.text("k1").keyed("k"));
        rig.connection.send(Message.text("k2").keyed("k"));
        assertNull(Rig.result(underWay));
        assertEquals(List.of("k1", "k2"), rest(rig));
        assertEquals(Delivery.WRITTEN, Rig.result(underWay));
    }

    @Test
    @DisplayName("PAR-157 COALESCE: full, and nothing to replace, closes with 1013")
    void coalesceFull() {
        Rig rig = full(OverflowPolicy.COALESCE);
        rig.connection.send("2");
        rig.connection.send(Message.text("3").keyed("k"));
        rig.connection.send(Message.text("4").keyed("other"));
        assertEquals(1013, rig.end().code());
    }

    @Test
    @DisplayName("a key means nothing to the other policies")
    void keysElsewhere() {
        Rig rig = full(OverflowPolicy.CLOSE);
        rig.connection.send(Message.text("2").keyed("k"));
        rig.connection.send(Message.text("3").keyed("k"));
        assertEquals(List.of("1", "2", "3"), rest(rig));
    }

    @Test
    @DisplayName("a message larger than the outbox fails alone, and names the setting")
    void tooLarge() {
        Rig rig = full(OverflowPolicy.CLOSE);
        Throwable why = Rig.failure(rig.connection.send("12345678901"));
        assertInstanceOf(IllegalArgumentException.class, why);
        assertTrue(why.getMessage().contains("11 bytes"), why.getMessage());
        assertTrue(why.getMessage().contains("capstan.outbox.bytes"), why.getMessage());
        assertTrue(rig.connection.isOpen());
    }

    @Test
    @DisplayName("text counts by its bytes, not by its characters")
    void utf8() {
        Rig rig = new Rig(new OutboxOptions(2, 10, OverflowPolicy.DROP_NEWEST));
        assertInstanceOf(IllegalArgumentException.class, Rig.failure(rig.connection.send("€€€€")));
        assertEquals(Delivery.WRITTEN, Rig.result(rig.connection.send("€€€")));
    }
}
