package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {

    private static Outgoing text(String text) {
        return Outgoing.text(text, Optional.empty());
    }

    private static String hex(Batch batch) {
        ByteBuffer frames = batch.frames();
        byte[] bytes = new byte[frames.remaining()];
        frames.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({"0, 8100", "1, 8101", "125, 817d", "126, 817e007e", "65535, 817effff", "65536, 817f0000000000010000"})
    @DisplayName("a frame has the shortest header that RFC 6455 §5.2 allows, and is not masked")
    void header(int length, String header) {
        String frame = hex(text("x".repeat(length)));
        assertEquals(header + "78".repeat(length), frame);
    }

    @Test
    @DisplayName("a binary message is a binary frame, and its buffer stays where it was")
    void binary() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3});
        Outgoing message = Outgoing.binary(bytes, Optional.empty());
        assertEquals("8203010203", hex(message));
        assertEquals("8203010203", hex(message), "a second time");
        assertEquals(3, bytes.remaining());
    }

    @Test
    @DisplayName("text is UTF-8, whatever it contains")
    void utf8() {
        assertEquals("8103e282ac", hex(text("€")));
        assertEquals("8104f09f9884", hex(text("\uD83D\uDE04")));
        String broken = hex(text("a\uD83D"));
        byte[] payload = HexFormat.of().parseHex(broken.substring(4));
        assertEquals(payload.length, HexFormat.fromHexDigits(broken, 2, 4), "the length is that of what is there");
        assertArrayEquals("a\uD83D".getBytes(StandardCharsets.UTF_8), payload);
    }

    @Test
    @DisplayName("joined messages are their frames one after the other, in whatever way they were joined")
    void joined() {
        Outgoing a = text("a");
        Outgoing b = Outgoing.binary(ByteBuffer.wrap(new byte[] {9}), Optional.empty());
        Outgoing c = text("c");
        Batch nested = Batch.join(List.of(Batch.join(List.of(a, b)), c));
        assertEquals("810161" + "820109" + "810163", hex(nested));
        assertEquals(3, nested.size());
        assertEquals(3, nested.bytes());
        assertEquals(List.of(a, b, c), nested.messages());
    }

    @Test
    @DisplayName("the same messages are joined once, and their bytes made once, however many connections they wait for")
    void shared() {
        Outgoing a = text("a");
        Outgoing b = text("b");
        Batch first = Batch.join(List.of(a, b));
        assertSame(first, Batch.join(List.of(a, b)));
        assertSame(first.frames().array(), Batch.join(List.of(a, b)).frames().array());
        assertNotSame(first, Batch.join(List.of(a, text("b"))), "equal is not the same");
        assertSame(a, Batch.join(List.of(a)));
    }

    @Test
    @DisplayName("a message joined with different others is right each time")
    void changing() {
        Outgoing a = text("a");
        for (String other : List.of("b", "c", "d")) {
            assertEquals(
                    "810161" + "8101" + Integer.toHexString(other.charAt(0)), hex(Batch.join(List.of(a, text(other)))));
        }
    }
}
