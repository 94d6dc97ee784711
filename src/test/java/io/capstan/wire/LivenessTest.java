package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection.ConnectionClosedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The heartbeat of one connection: a ping after 25 s of silence, the end after two without an answer. */
class LivenessTest {
    private static final Duration INTERVAL = Duration.ofSeconds(25);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Rig rig = new Rig();

    private void pong(ByteBuffer payload) {
        rig.connection.pong(payload.duplicate());
    }

    @Test
    @DisplayName("PAR-270 no ping before the time of silence has passed, then one")
    void silence() {
        rig.tick(INTERVAL.minusNanos(1));
        assertEquals(0, rig.wire.pings.size());
        rig.tick(Duration.ofNanos(1));
        assertEquals(1, rig.wire.pings.size());
        rig.tick(SECOND);
        assertEquals(1, rig.wire.pings.size(), "the ping gets its time");
    }

    @Test
    @DisplayName("PAR-270 data counts as life")
    void data() {
        for (int i = 0; i < 10; i++) {
            rig.tick(INTERVAL.minus(SECOND));
            rig.connection.heard();
        }
        assertEquals(0, rig.wire.pings.size());
        rig.tick(INTERVAL);
        rig.tick(INTERVAL);
        assertEquals(2, rig.wire.pings.size());
        rig.tick(SECOND);
        rig.connection.heard();
        rig.tick(INTERVAL);
        assertTrue(rig.connection.isOpen(), "data answers all pings before it");
    }

    @Test
    @DisplayName("PAR-270 two pings without an answer close with 1008")
    void dead() {
        rig.tick(INTERVAL);
        rig.tick(INTERVAL);
        assertTrue(rig.connection.isOpen());
        rig.tick(INTERVAL);
        assertEquals(List.of("1008 No answer to 2 pings"), rig.wire.closes);
        rig.tick(Duration.ofSeconds(4));
        assertEquals(1008, rig.end().code());
        assertEquals(1, rig.wire.aborts.get());
    }

    @Test
    @DisplayName("PAR-270 who answers stays, for ever")
    void alive() {
        for (int i = 1; i < 100; i++) {
            rig.tick(INTERVAL);
            assertEquals(i, rig.wire.pings.size());
            rig.clock.advance(SECOND);
            pong(rig.wire.pings.get(i - 1));
        }
        assertTrue(rig.connection.isOpen());
    }

    @Test
    @DisplayName("PAR-272 forged, old, odd and unasked pongs do not count, and harm nothing")
    void forged() {
        pong(ByteBuffer.allocate(8));
        rig.tick(INTERVAL);
        pong(rig.wire.pings.get(0));
        rig.tick(INTERVAL);
        rig.tick(INTERVAL);
        for (ByteBuffer payload : List.of(
                rig.wire.pings.get(0),
                ByteBuffer.allocate(0),
                ByteBuffer.allocate(7),
                ByteBuffer.allocate(125),
                ByteBuffer.allocate(8).putLong(0, Long.MAX_VALUE),
                ByteBuffer.allocate(8).putLong(0, -1),
                ByteBuffer.allocate(8).putLong(0, 4))) {
            pong(payload);
        }
        rig.tick(INTERVAL);
        assertEquals(1, rig.wire.closes.size());
    }

    @Test
    @DisplayName("a late pong is an answer, though another ping has been sent since")
    void late() {
        rig.tick(INTERVAL);
        rig.tick(INTERVAL);
        pong(rig.wire.pings.get(0));
        rig.tick(INTERVAL);
        assertTrue(rig.connection.isOpen());
    }

    @Test
    @DisplayName("PAR-270 heartbeat 0 never pings")
    void off() {
        WireOptions never = new WireOptions(SECOND, SECOND, Duration.ZERO, 1, Duration.ZERO, Duration.ZERO);
        assertEquals(
                Liveness.Verdict.ALIVE,
                new Liveness(0).check(Duration.ofDays(10).toNanos(), never));
    }

    @Test
    @DisplayName("pings of the application do not keep a dead peer alive")
    void applicationPings() {
        for (int i = 0; i < 9; i++) {
            rig.connection.ping();
            rig.tick(Duration.ofSeconds(10));
        }
        assertEquals(List.of("1008 No answer to 2 pings"), rig.wire.closes);
    }

    @Test
    @DisplayName("pings of the application do not hurry the end of a silent peer")
    void applicationPingsInARow() {
        rig.connection.ping();
        rig.connection.ping();
        rig.connection.ping();
        rig.tick(INTERVAL);
        assertTrue(rig.connection.isOpen());
    }

    @Test
    @DisplayName("ping() completes with the time until its own pong")
    void roundTrip() {
        CompletionStage<Duration> first = rig.connection.ping();
        rig.clock.advance(SECOND);
        CompletionStage<Duration> second = rig.connection.ping();
        rig.clock.advance(SECOND);
        pong(rig.wire.pings.get(0));
        assertEquals(Duration.ofSeconds(2), Rig.result(first));
        assertNull(Rig.result(second));
        rig.clock.advance(SECOND);
        pong(rig.wire.pings.get(1));
        assertEquals(Duration.ofSeconds(2), Rig.result(second));
    }

    @Test
    @DisplayName("who waits for a pong may block: it is told elsewhere, of the end of the connection too")
    void elsewhere() {
        List<String> results = new ArrayList<>();
        rig.connection.ping().thenAccept(time -> results.add(time.toString()));
        pong(rig.wire.pings.get(0));
        assertEquals(1, rig.told);
        rig.connection.ping().exceptionally(error -> {
            results.add(error.getClass().getSimpleName());
            return Duration.ZERO;
        });
        rig.connection.closed(1001, "");
        assertEquals(2, rig.told);
        assertEquals(List.of("PT0S", "ConnectionClosedException"), results);
    }

    @Test
    @DisplayName("RFC 6455 §5.5.3: the pong of the latest ping answers those before it")
    void onlyTheLatest() {
        CompletionStage<Duration> first = rig.connection.ping();
        CompletionStage<Duration> second = rig.connection.ping();
        pong(rig.wire.pings.get(1));
        assertEquals(Duration.ZERO, Rig.result(first));
        assertEquals(Duration.ZERO, Rig.result(second));
    }

    @Test
    @DisplayName("ping() fails when the connection ends before the pong, and after")
    void pingFails() {
        CompletionStage<Duration> asked = rig.connection.ping();
        rig.connection.closed(1006, "");
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(asked));
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(rig.connection.ping()));
    }

    @Test
    @DisplayName("a ping that is asked for while the connection ends fails too")
    void pingTooLate() {
        Liveness liveness = new Liveness(0);
        liveness.end(() -> new ConnectionClosedException("ended"), Runnable::run);
        CompletableFuture<Duration> pong = new CompletableFuture<>();
        liveness.ping(0, pong);
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(pong));
    }

    @Test
    @DisplayName("a ping that cannot be written ends the connection")
    void pingBroken() {
        rig.wire.pingFails = new IOException("broken");
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(rig.connection.ping()));
        assertEquals(1006, rig.end().code());
        assertEquals("broken", rig.end().cause().orElseThrow().getMessage());
    }

    @Test
    @DisplayName("no ping is sent behind a write that is stuck: the write time-out decides")
    void stuck() {
        rig.clock.advance(INTERVAL);
        rig.wire.holding();
        rig.connection.send("x");
        rig.tick(SECOND);
        assertEquals(0, rig.wire.pings.size());
    }
}
