package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.CloseCode;
import io.capstan.ConnectionLimits.Excess;
import io.capstan.Handshake;
import io.capstan.wire.Batch;
import io.capstan.wire.Encoder;
import io.capstan.wire.Identity;
import io.capstan.wire.Inbox;
import io.capstan.wire.Intake;
import io.capstan.wire.OutboxOptions;
import io.capstan.wire.Shards;
import io.capstan.wire.Wire;
import io.capstan.wire.WireConnection;
import io.capstan.wire.WireOptions;
import io.capstan.wire.WireSupport;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InletTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> events = new ArrayList<>();
    private final List<Runnable> timers = new ArrayList<>();
    private final List<Runnable> workers = new ArrayList<>();
    private long now = Long.MAX_VALUE - SECOND / 2;
    private int pauses;

    private final Timing timing = new Timing(() -> now, (delay, task) -> timers.add(task), Runnable::run);

    private final Intake intake = new Intake() {
        @Override
        public void pause() {
            pauses++;
        }

        @Override
        public void resume() {
            pauses--;
        }
    };

    private final Wire wire = new Wire() {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public boolean joins() {
            return false;
        }

        @Override
        public boolean write(Batch batch, Completion completion) {
            return true;
        }

        @Override
        public void ping(ByteBuffer payload) {}

        @Override
        public void close(int code, String reason) {
            events.add("close " + code + " " + reason);
        }

        @Override
        public void abort() {}
    };

    private WireConnection connection() {
        Handshake handshake = new Handshake(
                "ws://localhost/",
                "/",
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                new InetSocketAddress(0),
                new InetSocketAddress(0),
                false,
                Instant.now());
        Shards inline = new Shards(1, Thread::new);
        inline.close();
        return new WireConnection(
                new Identity(InletTest.class, handshake, Caller.ANONYMOUS, Map.of(), Optional.empty()),
                wire,
                OutboxOptions.DEFAULTS,
                new Inbox(null, Long.MAX_VALUE),
                new WireSupport(
                        WireOptions.DEFAULTS,
                        new Encoder(),
                        () -> now,
                        task -> {},
                        Runnable::run,
                        inline,
                        (delay, task) -> new CompletableFuture<>(),
                        Runnable::run),
                info -> {});
    }

    private final WireConnection connection = connection();

    private Inlet inlet(MessageOptions options, Slots slots) {
        return new Inlet(options, slots, connection, intake, timing, message -> events.add(message.toString()));
    }

    private Inlet rate(int perSecond, Excess excess) {
        return inlet(new MessageOptions(65536, perSecond, 0, excess, 0), null);
    }

    private void pass(Duration time) {
        now += time.toNanos();
        List<Runnable> due = List.copyOf(timers);
        timers.clear();
        due.forEach(Runnable::run);
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    @Test
    @DisplayName("PAR-274 PAR-275 throttle: what is too much waits in its order, unread, and nothing is lost")
    void throttle() {
        Inlet inlet = rate(10, Excess.THROTTLE);
        numbers(0, 25).forEach(inlet::offer);

        assertEquals(numbers(0, 10), events);
        assertEquals(1, pauses, "reading is paused");
        pass(Duration.ofMillis(500));
        assertEquals(numbers(0, 15), events);
        assertEquals(1, pauses);
        pass(Duration.ofSeconds(1));
        assertEquals(numbers(0, 25), events);
        assertEquals(0, pauses, "and goes on");
        assertEquals(List.of(), timers);
        pass(Duration.ofSeconds(1));
        inlet.offer("25");
        assertEquals(numbers(0, 26), events, "back to normal in the next window");
    }

    @Test
    @DisplayName("PAR-274 close: one message too many closes with 4429, and is not handled")
    void close() {
        Inlet inlet = rate(3, Excess.CLOSE);
        numbers(0, 6).forEach(inlet::offer);

        assertEquals(List.of("0", "1", "2", "close 4429 More than 3 messages in a second"), events);
        assertEquals(0, pauses);
    }

    @Test
    @DisplayName("PAR-274 bytes count as they are in UTF-8")
    void bytes() {
        Inlet inlet = inlet(new MessageOptions(65536, 0, 10, Excess.CLOSE, 0), null);
        inlet.offer("ééééé");
        assertEquals(1, events.size());
        inlet.offer("x");
        assertEquals("close 4429 More than 10 bytes in a second", events.get(1));
    }

    @Test
    @DisplayName("where an engine cannot pause, so much may wait, and more closes with 4429")
    void bounded() {
        Inlet inlet = rate(1, Excess.THROTTLE);
        String large = "x".repeat(100_000);
        for (int i = 0; i < 13; i++) { // one passes, one is next, and eleven wait in 1 MiB and 64 KiB
            inlet.offer(large);
        }
        assertFalse(connection.isClosing());
        inlet.offer(large);
        assertEquals("close 4429 Too many messages wait", events.get(events.size() - 1));
        assertEquals(2, events.size());
    }

    @Test
    @DisplayName("a binary message that waits is copied, since its bytes are the engine's")
    void copied() {
        List<String> seen = new ArrayList<>();
        Inlet inlet = new Inlet(
                new MessageOptions(65536, 1, 0, Excess.THROTTLE, 0),
                null,
                connection,
                intake,
                timing,
                message -> seen.add(
                        StandardCharsets.UTF_8.decode((ByteBuffer) message).toString()));
        byte[] buffer = "ab".getBytes(StandardCharsets.UTF_8);
        inlet.offer(ByteBuffer.wrap(buffer));
        inlet.offer(ByteBuffer.wrap(buffer));
        inlet.offer(ByteBuffer.wrap(buffer));
        buffer[0] = 'x';
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertEquals("ab", seen.get(2));
    }

    @Test
    @DisplayName("the end of a connection waits for the messages that its client sent before")
    void end() {
        Inlet inlet = rate(2, Excess.THROTTLE);
        numbers(0, 4).forEach(inlet::offer);
        inlet.end(() -> events.add("over"));
        assertEquals(numbers(0, 2), events);
        pass(Duration.ofSeconds(1));
        assertEquals(List.of("0", "1", "2", "3", "over"), events);
        inlet.offer("late");
        assertEquals(5, events.size());
        assertEquals(0, pauses);
    }

    @Test
    @DisplayName("where this side closes, what waits is dropped, and the end does not wait for it")
    void closing() {
        Inlet inlet = rate(1, Excess.THROTTLE);
        numbers(0, 3).forEach(inlet::offer);
        connection.close(CloseCode.GOING_AWAY.code(), "stop");
        inlet.end(() -> events.add("over"));
        assertEquals(List.of("0", "close 1001 stop", "over"), events);
        pass(Duration.ofSeconds(1));
        assertEquals(3, events.size());
    }

    @Test
    @DisplayName("a connection that closes while its messages wait is read again, for the client's answer")
    void answer() {
        Inlet inlet = rate(1, Excess.THROTTLE);
        numbers(0, 3).forEach(inlet::offer);
        connection.close(CloseCode.GOING_AWAY.code(), "stop");
        assertEquals(1, pauses);
        pass(Duration.ofSeconds(1));
        assertEquals(0, pauses);
        assertEquals(List.of("0", "close 1001 stop"), events);
    }

    @Test
    @DisplayName("when the timer is stopped, what waits goes through without more ado")
    void timerStopped() {
        Timing stopped = new Timing(() -> now, (delay, task) -> task.run(), Runnable::run);
        Inlet inlet = new Inlet(
                new MessageOptions(65536, 1, 0, Excess.THROTTLE, 0),
                null,
                connection,
                intake,
                stopped,
                message -> events.add(message.toString()));
        numbers(0, 5).forEach(inlet::offer);
        assertEquals(numbers(0, 5), events);
        assertEquals(0, pauses);
    }

    @Test
    @DisplayName("what fails behind the inlet closes the connection, and holds nothing up")
    void failure() {
        Inlet inlet = new Inlet(
                new MessageOptions(65536, 1, 0, Excess.THROTTLE, 0), null, connection, intake, timing, message -> {
                    throw new IllegalStateException("secret");
                });
        inlet.offer("0");
        inlet.end(() -> events.add("over"));
        assertEquals(List.of("close 1011 Internal server error", "over"), events);
    }

    @Test
    @DisplayName("a message that finds no slot waits unread, and those behind it too, until it gets one")
    void slots() {
        Slots slots = new Slots(1, workers::add);
        assertTrue(slots.take(() -> {}), "another connection is busy");
        Inlet inlet = inlet(new MessageOptions(65536, 0, 0, Excess.THROTTLE, 1), slots);
        numbers(0, 3).forEach(inlet::offer);
        assertEquals(List.of(), events);
        assertEquals(1, pauses);
        pass(Duration.ofSeconds(1));
        assertEquals(List.of(), events);

        slots.give();
        while (!workers.isEmpty()) {
            workers.remove(0).run();
        }
        assertEquals(numbers(0, 3), events);
        assertEquals(0, pauses);
        assertTrue(slots.take(() -> {}), "the slot was given back");
    }

    @Test
    @DisplayName("a connection that ends while it waits for a slot gives it back when it comes")
    void slotOfTheDead() {
        Slots slots = new Slots(1, Runnable::run);
        assertTrue(slots.take(() -> {}));
        Inlet inlet = inlet(new MessageOptions(65536, 0, 0, Excess.THROTTLE, 1), slots);
        inlet.offer("0");
        connection.close(CloseCode.GOING_AWAY.code(), "stop");
        inlet.end(() -> events.add("over"));
        slots.give();
        assertEquals(List.of("close 1001 stop", "over"), events);
        assertTrue(slots.take(() -> {}));
    }
}
