package io.capstan.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.capstan.push.Framer.TooLargeException;
import io.capstan.push.SocketOptions.Framing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Documents among bytes. */
class FramerTest {

    private static List<String> feed(Framer framer, byte[] bytes, int piece) throws TooLargeException {
        List<String> documents = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += piece) {
            framer.add(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
            for (Optional<Framer.Document> next = framer.next(); next.isPresent(); next = framer.next()) {
                documents.add(new String(next.get().bytes(), StandardCharsets.UTF_8));
            }
        }
        return documents;
    }

    private static List<String> feed(Framing framing, String text, int piece) throws TooLargeException {
        return feed(new Framer(framing, 1000), text.getBytes(StandardCharsets.UTF_8), piece);
    }

    private static byte[] counted(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    @Test
    @DisplayName("PAR-235 a document in ten pieces, and ten in one, with line feeds between them or without")
    void pieces() throws TooLargeException {
        String one = "{\"a\":[\"}\\\"]\\\\\",{}],\n \"ä\":\"€{\"}";
        for (int piece = 1; piece <= one.length(); piece++) {
            assertEquals(List.of(one, one), feed(Framing.AUTO, one + "\n" + one, piece));
        }
        assertEquals(List.of(one, one, one), feed(Framing.AUTO, one.repeat(3), 1000));
        assertEquals(List.of("[]", "{}"), feed(Framing.AUTO, "\r\n[] {}", 1000));
    }

    @Test
    @DisplayName("what does not begin as a document is a line; by lines, every line is one")
    void lines() throws TooLargeException {
        assertEquals(List.of("nonsense", "{}", "7"), feed(Framing.AUTO, "nonsense\n{}7\n", 3));
        assertEquals(List.of("{\"a\"", "1}"), feed(Framing.LINES, "{\"a\"\n1}\n", 2));
        assertEquals(List.of("}"), feed(Framing.AUTO, "}\n", 2));
    }

    @Test
    @DisplayName("PAR-235 documents with their length in front, also among others")
    void lengths() throws TooLargeException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(counted("{\"n\":1}\n{"));
        all.writeBytes(counted(""));
        for (int piece = 1; piece < 20; piece++) {
            assertEquals(List.of("{\"n\":1}\n{", ""), feed(new Framer(Framing.LENGTH, 1000), all.toByteArray(), piece));
        }
        all.writeBytes("{}\n".getBytes(StandardCharsets.UTF_8));
        all.writeBytes(counted("[]"));
        assertEquals(
                List.of("{\"n\":1}\n{", "", "{}", "[]"), feed(new Framer(Framing.AUTO, 1000), all.toByteArray(), 5));
    }

    @Test
    @DisplayName("a document that is too large is refused before it is there as a whole")
    void tooLarge() throws TooLargeException {
        assertEquals(
                1,
                feed(new Framer(Framing.AUTO, 10), "[12345678]".getBytes(StandardCharsets.UTF_8), 3)
                        .size());
        for (String large : List.of("[123456789]", "[" + "1".repeat(40), "x".repeat(40))) {
            assertThrows(
                    TooLargeException.class,
                    () -> feed(new Framer(Framing.AUTO, 10), large.getBytes(StandardCharsets.UTF_8), 7),
                    large);
        }
        for (byte[] length : new byte[][] {{0, 0, 0, 11}, {0, 127, 0, 0}, {-1, -1, -1, -1}, {127, -1, -1, -1}}) {
            assertThrows(TooLargeException.class, () -> feed(new Framer(Framing.LENGTH, 10), length, 4));
        }
    }

    @Test
    @DisplayName("the end of the connection is the end of the last document")
    void last() throws TooLargeException {
        Framer framer = new Framer(Framing.LINES, 1000);
        assertEquals(List.of(), feed(framer, "{}".getBytes(StandardCharsets.UTF_8), 1));
        assertEquals("{}", new String(framer.last().orElseThrow().bytes(), StandardCharsets.UTF_8));
        assertEquals(Optional.empty(), framer.last());
    }

    @Test
    @DisplayName("however a thousand documents are cut into pieces, they come out as they went in")
    void random() throws TooLargeException {
        Random random = new Random(42);
        List<String> sent = new ArrayList<>();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            String document = "{\"n\":" + i + ",\"t\":\"" + "}ä\\\"".repeat(random.nextInt(40)) + "\"}";
            sent.add(document);
            byte[] plain = (document + "\n".repeat(random.nextInt(3))).getBytes(StandardCharsets.UTF_8);
            all.writeBytes(random.nextBoolean() ? plain : counted(document));
        }
        for (int piece : new int[] {1, 3, 100, 4096, all.size()}) {
            assertEquals(sent, feed(new Framer(Framing.AUTO, 1000), all.toByteArray(), piece));
        }
    }
}
