package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseCode;
import io.capstan.CloseInfo;
import io.capstan.CloseInfo.Initiator;
import io.capstan.Connection.ConnectionClosedException;
import io.capstan.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionEndTest {
    private final Rig rig = new Rig();

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-170 these codes may be sent")
    @ValueSource(ints = {1000, 1001, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 3000, 4401, 4999})
    void sendable(int code) {
        rig.connection.close(code, "why");
        assertEquals(List.of(code + " why"), rig.wire.closes);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-170 other codes are refused, and the connection stays")
    @ValueSource(ints = {-1, 0, 999, 1002, 1004, 1005, 1006, 1014, 1015, 2000, 2999, 5000, 65536})
    void notSendable(int code) {
        String message = assertThrows(IllegalArgumentException.class, () -> rig.connection.close(code, ""))
                .getMessage();
        assertTrue(message.contains(String.valueOf(code)), message);
        assertTrue(rig.connection.isOpen());
        assertEquals(List.of(), rig.wire.closes);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-170 a reason is shortened to 123 bytes of UTF-8 at a character boundary")
    @ValueSource(strings = {"a", "ä", "€", "😀", "a€", "aa😀", "👩‍👩‍👧"})
    void reason(String piece) {
        rig.connection.close(1000, piece.repeat(200));
        String sent = rig.wire.closes.get(0).substring("1000 ".length());
        int bytes = sent.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 123 && bytes > 119, () -> sent + " has " + bytes);
        assertTrue(piece.repeat(200).startsWith(sent));
        assertFalse(Character.isHighSurrogate(sent.charAt(sent.length() - 1)));
    }

    @Test
    @DisplayName("close sends what waits, then one close frame, and takes nothing more")
    void orderly() {
        rig.wire.holding();
        CompletionStage<Delivery> first = rig.connection.send("1");
        CompletionStage<Delivery> second = rig.connection.send("2");
        rig.connection.close(1000, "bye");
        rig.connection.close(1001, "again");
        CompletionStage<Delivery> third = rig.connection.send("3");
        assertFalse(rig.connection.isOpen());
        assertEquals(List.of(), rig.wire.closes);
        rig.wire.finish();
        assertEquals(List.of(), rig.wire.closes);
        rig.wire.finish();
        assertEquals(List.of("1000 bye"), rig.wire.closes);
        assertEquals(List.of("1", "2"), rig.wire.texts());
        assertEquals(Delivery.WRITTEN, Rig.result(first));
        assertEquals(Delivery.WRITTEN, Rig.result(second));
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(third));
    }

    @Test
    @DisplayName("PAR-156 sending to a connection that has ended is a failed stage, and touches no wire")
    void sendAfterEnd() {
        rig.connection.closed(1000, "");
        Throwable why = Rig.failure(rig.connection.send("x"));
        assertInstanceOf(ConnectionClosedException.class, why);
        assertTrue(why.getMessage().contains(rig.connection.id()), why.getMessage());
        assertEquals(List.of(), rig.wire.texts());
        rig.connection.close(1000, "");
        assertEquals(List.of(), rig.wire.closes);
    }

    @Test
    @DisplayName("PAR-156 what waits when the peer leaves is a failed stage")
    void waitingAtEnd() {
        rig.wire.holding();
        CompletionStage<Delivery> underWay = rig.connection.send("1");
        CompletionStage<Delivery> waiting = rig.connection.send("2");
        rig.connection.closed(1006, "");
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(underWay));
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(waiting));
        rig.wire.finish();
        assertEquals(List.of("1"), rig.wire.texts());
    }

    @Test
    @DisplayName("PAR-123 the peer's code and reason are told, with the peer as initiator")
    void byPeer() {
        rig.connection.closed(4000, "done");
        assertEquals(4000, rig.end().code());
        assertEquals("done", rig.end().reason());
        assertEquals(Initiator.PEER, rig.end().initiator());
    }

    @Test
    @DisplayName("PAR-123 an end without a close frame is 1006 with its cause, if there is one")
    void lost() {
        rig.connection.failed(new IOException("reset"));
        rig.connection.closed(1006, "");
        assertEquals(1006, rig.end().code());
        assertEquals("reset", rig.end().cause().orElseThrow().getMessage());
    }

    @Test
    @DisplayName("PAR-123 what this side said comes before what the engine made of it")
    void byServer() {
        rig.connection.close(4001, "enough");
        assertEquals(List.of(), rig.ended, "the peer has not answered yet");
        rig.connection.closed(1005, "");
        assertEquals(4001, rig.end().code());
        assertEquals(Initiator.SERVER, rig.end().initiator());
    }

    @Test
    @DisplayName("PAR-171 a peer that does not answer a close frame is dropped after 3 s, and the end told once")
    void noAnswer() {
        rig.connection.close();
        rig.tick(Duration.ofSeconds(3));
        assertEquals(0, rig.wire.aborts.get());
        rig.tick(Duration.ofMillis(1));
        assertEquals(1, rig.wire.aborts.get());
        assertEquals(1000, rig.end().code());
        rig.connection.closed(1006, "");
        rig.end();
    }

    @Test
    @DisplayName("PAR-171 the engine's word that it has closed does not save a peer that keeps the TCP connection")
    void keepsTcp() {
        rig.connection.close();
        rig.connection.closed(1000, "");
        rig.runLater();
        assertEquals(1, rig.wire.aborts.get());
    }

    @Test
    @DisplayName("PAR-157 a write without progress is cut with 1013 after the write time-out")
    void writeTimeout() {
        rig.wire.holding();
        CompletionStage<Delivery> stuck = rig.connection.send("1");
        rig.tick(Duration.ofSeconds(10));
        assertNull(Rig.result(stuck));
        rig.tick(Duration.ofMillis(1));
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(stuck));
        assertEquals(List.of(), rig.wire.closes, "not in the middle of a write");
        assertEquals(1013, rig.end().code());
        assertInstanceOf(IOException.class, rig.end().cause().orElseThrow());
        rig.runLater();
        assertEquals(1, rig.wire.aborts.get());
        rig.wire.finish();
        assertEquals(List.of("1013 Write timed out"), rig.wire.closes);
    }

    @Test
    @DisplayName("PAR-170 the close frame waits until the wire has passed on what was written")
    void closeBehindFlush() {
        rig.wire.flushes(false);
        rig.connection.send("1");
        rig.connection.close(4000, "bye");
        assertEquals(List.of(), rig.wire.closes);
        rig.wire.finish();
        assertEquals(List.of("4000 bye"), rig.wire.closes);
    }

    @Test
    @DisplayName("PAR-155 a connection that breaks before its close frame can leave is dropped")
    void flushFails() {
        rig.wire.flushes(false);
        rig.connection.close(4000, "bye");
        rig.wire.finish(new IOException("broken pipe"));
        assertEquals(List.of(), rig.wire.closes);
        assertEquals(1, rig.wire.aborts.get());
        assertEquals(4000, rig.end().code());
    }

    @Test
    @DisplayName("a slow peer that makes progress is not cut")
    void slow() {
        rig.wire.holding();
        for (int i = 0; i < 100; i++) {
            rig.connection.send("x");
        }
        for (int i = 0; i < 99; i++) {
            rig.tick(Duration.ofSeconds(9));
            rig.connection.heard();
            rig.wire.finish();
        }
        assertTrue(rig.connection.isOpen());
    }

    @Test
    @DisplayName("PAR-155 a write that fails, now or later, ends the connection with 1006 and its cause")
    void writeFails() {
        rig.wire.holding();
        CompletionStage<Delivery> sent = rig.connection.send("1");
        rig.wire.finish(new IOException("broken pipe"));
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(sent));
        assertEquals("broken pipe", rig.end().cause().orElseThrow().getMessage());

        Rig other = new Rig();
        other.wire.answer = completion -> {
            throw new IOException(new IllegalStateException("closed"));
        };
        CompletionStage<Delivery> second = other.connection.send("1");
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(second));
        assertEquals("closed", other.end().cause().orElseThrow().getMessage());
        assertEquals(1, other.wire.aborts.get());
    }

    @RepeatedTest(50)
    @DisplayName("PAR-122 whatever races, the end is told once, with at most one close frame")
    void race() throws Exception {
        Rig raced = new Rig();
        raced.wire.holding();
        raced.connection.send("1");
        raced.clock.advance(Duration.ofSeconds(11));
        long now = raced.clock.getAsLong();
        List<Callable<Object>> causes = List.of(
                () -> run(() -> raced.connection.close(1000, "a")),
                () -> run(() -> raced.connection.closed(1001, "b")),
                () -> run(() -> raced.connection.tick(now)),
                () -> run(() -> raced.connection.writeFailed(new IOException("c"))),
                () -> run(() -> raced.connection.close(CloseCode.INTERNAL_ERROR, "d")),
                () -> run(() -> raced.wire.finish()));
        ExecutorService threads = Executors.newFixedThreadPool(causes.size());
        CountDownLatch go = new CountDownLatch(1);
        causes.forEach(cause -> threads.submit(() -> {
            go.await();
            return cause.call();
        }));
        go.countDown();
        threads.shutdown();
        assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        raced.connection.closed(1006, "");
        CloseInfo end = raced.end();
        assertTrue(raced.wire.closes.size() <= 1, () -> raced.wire.closes + " " + end);
        assertEquals(0, raced.connection.waitingBytes());
    }

    private static Object run(Runnable task) {
        task.run();
        return "";
    }

    @Test
    @DisplayName("the listener finds the connection ended, and may use it")
    void listener() {
        rig.connection.closed(1000, "");
        assertFalse(rig.connection.isOpen());
        assertTrue(rig.connection.attributes().isEmpty());
        assertTrue(rig.connection.toString().contains("/chat"));
    }
}
