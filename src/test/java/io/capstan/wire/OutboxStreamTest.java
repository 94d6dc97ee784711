package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection.ConnectionClosedException;
import io.capstan.Delivery;
import io.capstan.OutboxLimits.OverflowPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Streams in an outbox. */
class OutboxStreamTest {
    private final Rig rig = new Rig();

    /** A source that says whether it was closed. */
    private static final class Watched extends StringReader {
        private boolean closed;

        Watched(String text) {
            super(text);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** The frames that were written, each as its first byte in hexadecimal and its payload. */
    private List<String> frames() {
        return rig.wire.batches.stream()
                .map(batch -> Integer.toHexString(batch.frames().get() & 0xff) + " "
                        + batch.messages().get(0).bytes())
                .toList();
    }

    @Test
    @DisplayName("PAR-153 a stream leaves as one fragmented message, in its place among the others")
    void order() {
        rig.wire.holding();
        rig.connection.send("before");
        Watched source = new Watched("x".repeat(10_000));
        CompletionStage<Delivery> result = rig.connection.send(source);
        rig.connection.send("after");
        assertEquals(List.of("81 6"), frames());
        rig.wire.finish();
        rig.wire.finish();
        assertEquals(List.of("81 6", "1 8192", "0 1808"), frames());
        rig.wire.finish();
        assertEquals(null, Rig.result(result), "its end has not left yet");
        rig.wire.finish();
        assertEquals(List.of("81 6", "1 8192", "0 1808", "80 0", "81 5"), frames());
        assertEquals(Delivery.WRITTEN, Rig.result(result));
        assertTrue(source.closed);
    }

    @Test
    @DisplayName("PAR-153 an empty stream is an empty message; binary stays binary")
    void empty() {
        rig.connection.send(new StringReader(""));
        rig.connection.send(new ByteArrayInputStream(new byte[3]));
        assertEquals(List.of("81 0", "2 3", "80 0"), frames());
    }

    @Test
    @DisplayName("PAR-153 streams and messages are not joined, messages behind a stream are")
    void joins() {
        rig.wire.joins = true;
        rig.wire.holding();
        rig.connection.send("1");
        rig.connection.send("2");
        rig.connection.send(new StringReader("s"));
        rig.connection.send("3");
        rig.connection.send("4");
        rig.wire.answer = FakeWire.AT_ONCE;
        rig.wire.finish();
        assertEquals(
                List.of(1, 1, 1, 1, 2),
                rig.wire.batches.stream().map(Batch::size).toList());
    }

    @Test
    @DisplayName(
            "PAR-153 a source that fails closes with 1011, fails with its own error, and gives up what waits behind")
    void failure() {
        IOException broken = new IOException("broken");
        CompletionStage<Delivery> result = rig.connection.send(new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        });
        assertSame(broken, Rig.failure(result));
        assertEquals(1011, rig.end().code());
        assertEquals(broken, rig.end().cause().orElseThrow());
        assertEquals(List.of("1011 Internal server error"), rig.wire.closes);
    }

    @Test
    @DisplayName("PAR-153 a close waits for the end of a stream, and a stream behind it fails and is closed")
    void close() {
        rig.wire.holding();
        CompletionStage<Delivery> result = rig.connection.send(new StringReader("s"));
        rig.connection.close();
        Watched late = new Watched("late");
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(rig.connection.send(late)));
        assertTrue(late.closed);
        rig.wire.finish();
        assertEquals(List.of(), rig.wire.closes);
        rig.wire.finish();
        assertEquals(Delivery.WRITTEN, Rig.result(result));
        assertEquals(List.of("1000"), rig.wire.closes);
    }

    @Test
    @DisplayName("PAR-153 the write time-out counts from each part, and ends a stream whose client takes nothing")
    void writeTimeout() {
        rig.wire.holding();
        Watched source = new Watched("x".repeat(20_000));
        CompletionStage<Delivery> result = rig.connection.send(source);
        rig.tick(Duration.ofSeconds(9));
        rig.wire.finish();
        rig.tick(Duration.ofSeconds(9));
        assertTrue(rig.connection.isOpen(), "it makes progress");
        rig.tick(Duration.ofSeconds(2));
        assertEquals(1013, rig.end().code());
        assertInstanceOf(ConnectionClosedException.class, Rig.failure(result));
        assertTrue(source.closed);
    }

    @Test
    @DisplayName("PAR-153 a stream that waits in a full outbox is dropped as a message is, and its source closed")
    void dropped() {
        Rig small = new Rig(new OutboxOptions(1, 100, OverflowPolicy.DROP_OLDEST));
        small.wire.holding();
        small.connection.send("1");
        Watched source = new Watched("s");
        CompletionStage<Delivery> result = small.connection.send(source);
        small.connection.send("2");
        assertEquals(Delivery.DROPPED, Rig.result(result));
        assertTrue(source.closed);
    }

    @Test
    @DisplayName("a character of two halves is never cut, however a source gives it")
    void pairs() throws IOException {
        String text = "a😀".repeat(9_000);
        for (int each : new int[] {1, 2, 3, 8192}) {
            Source source = Source.of(new StringReader(text) {
                @Override
                public int read(char[] into, int offset, int length) throws IOException {
                    return super.read(into, offset, Math.min(length, each));
                }
            });
            StringBuilder all = new StringBuilder();
            Fragment part;
            do {
                part = source.next();
                String piece = part.text();
                assertTrue(piece != null && !piece.contains("?"));
                assertTrue(piece.isEmpty() || !Character.isHighSurrogate(piece.charAt(piece.length() - 1)));
                all.append(piece);
            } while (!part.isLast());
            assertEquals(text, all.toString());
        }
    }

    @Test
    @DisplayName("half a character at the very end comes as a question mark, as in every message")
    void half() throws IOException {
        Reader reader = new StringReader("a\ud83d");
        Source source = Source.of(reader);
        assertEquals(1, source.next().bytes());
        assertEquals("?", new String(source.next().payload().array()));
        assertTrue(source.next().isLast());
    }
}
