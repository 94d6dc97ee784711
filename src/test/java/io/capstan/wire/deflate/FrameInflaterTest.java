package io.capstan.wire.deflate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FrameInflaterTest {
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int PING = 9;
    private static final int FIN = 0x80;
    private static final int RSV1 = 0x40;

    private final Random random = new Random(7692);
    private final FrameInflater inflater = new FrameInflater();

    /** A frame as the engine sees it, not masked any more. */
    private record Frame(int first, byte[] payload) {}

    private byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) 0xFE).putShort((short) payload.length);
        } else {
            frame.put((byte) 0xFF).putLong(payload.length);
        }
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    private static byte[] deflate(byte[] payload) {
        ByteBuffer deflated = new Compression(0)
                .deflate(ByteBuffer.wrap(payload))
                .orElseThrow(() -> new AssertionError("cannot be made smaller"));
        byte[] bytes = new byte[deflated.remaining()];
        deflated.get(bytes);
        return bytes;
    }

    /** What comes out, in pieces of any size on both sides. */
    private byte[] through(byte[] in, int mostIn, int mostOut) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < in.length; ) {
            int length = Math.min(1 + random.nextInt(mostIn), in.length - at);
            ByteBuffer piece = ByteBuffer.wrap(in, at, length);
            do {
                ByteBuffer room = ByteBuffer.allocate(1 + random.nextInt(mostOut));
                inflater.transfer(piece, room);
                out.write(room.array(), 0, room.position());
            } while (piece.hasRemaining() || inflater.hasMore());
            at += length;
        }
        return out.toByteArray();
    }

    private static List<Frame> frames(byte[] bytes) {
        List<Frame> frames = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            int first = in.get() & 0xFF;
            int second = in.get() & 0xFF;
            assertTrue((second & 0x80) != 0, "masked");
            int length = second & 0x7F;
            length = length == 126 ? in.getShort() & 0xFFFF : length == 127 ? (int) in.getLong() : length;
            byte[] mask = new byte[4];
            in.get(mask);
            byte[] payload = new byte[Math.min(length, in.remaining())];
            in.get(payload);
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i & 3];
            }
            frames.add(new Frame(first, payload));
        }
        return frames;
    }

    private static byte[] join(List<Frame> frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(frame -> all.writeBytes(frame.payload()));
        return all.toByteArray();
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private byte[] payload(int size) {
        byte[] payload = new byte[size];
        for (int i = 0; i < size; i++) {
            payload[i] = (byte) "capstan drum".charAt(random.nextInt(20) == 0 ? random.nextInt(12) : i % 12);
        }
        return payload;
    }

    @Test
    @DisplayName("PAR-290 a compressed message comes out as one that is not, however its bytes arrive")
    void inflates() {
        inflater.limit(1 << 20);
        for (int size : new int[] {60, 100, 125, 126, 1000, 8191, 8192, 8193, 16384, 70_000, 300_000}) {
            for (int most : new int[] {1, 7, 500, 100_000}) {
                byte[] payload = payload(size);
                List<Frame> out = frames(through(frame(FIN | RSV1 | BINARY, deflate(payload)), most, most));

                assertArrayEquals(payload, join(out), size + " bytes in pieces of " + most);
                assertEquals(BINARY, out.get(0).first() & 0x7F, "no reserved bit is left");
                assertEquals(FIN, out.get(out.size() - 1).first() & FIN, "the last one ends it");
                assertTrue(
                        out.stream().skip(1).allMatch(frame -> (frame.first() & 0x7F) == 0),
                        "behind the first there are continuations");
            }
        }
    }

    @Test
    @DisplayName("a compressed message in fragments, with a ping between them, keeps its order")
    void fragments() {
        byte[] payload = payload(5000);
        byte[] deflated = deflate(payload);
        byte[] in = bytes(
                frame(RSV1 | TEXT, Arrays.copyOfRange(deflated, 0, 3)),
                frame(FIN | PING, "hi".getBytes(StandardCharsets.UTF_8)),
                frame(0, new byte[0]),
                frame(FIN, Arrays.copyOfRange(deflated, 3, deflated.length)),
                frame(FIN | TEXT, "plain".getBytes(StandardCharsets.UTF_8)));

        List<Frame> out = frames(through(in, 50, 50));

        List<Frame> pings =
                out.stream().filter(frame -> frame.first() == (FIN | PING)).toList();
        assertEquals(1, pings.size());
        assertEquals("hi", new String(pings.get(0).payload(), StandardCharsets.UTF_8));
        Frame last = out.get(out.size() - 1);
        assertEquals("plain", new String(last.payload(), StandardCharsets.UTF_8));
        List<Frame> data = new ArrayList<>(out);
        data.removeAll(pings);
        data.remove(last);
        assertArrayEquals(payload, join(data));
    }

    @Test
    @DisplayName("what is not compressed passes byte for byte, also what is wrong with it")
    void passes() {
        byte[] in = bytes(
                frame(FIN | TEXT, payload(10)),
                frame(BINARY, payload(70_000)),
                frame(FIN, payload(200)),
                frame(FIN | RSV1 | PING, payload(3)),
                frame(FIN | 0x30 | TEXT, payload(3)),
                frame(FIN | RSV1, payload(3)),
                new byte[] {(byte) (FIN | TEXT), 2, 'h', 'i'},
                new byte[] {(byte) 0x83, (byte) 0xFF, -1, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4, 5});

        assertArrayEquals(in, through(in, 100, 100));
        assertFalse(inflater.hasMore());
    }

    @Test
    @DisplayName("the examples of RFC 7692 §7.2.3: fixed, stored and last blocks, an empty message, two blocks")
    void examples() {
        for (String hex : List.of(
                "f248cdc9c90700", "000500faff48656c6c6f00", "f348cdc9c9070000", "f248050000 00ffffcac9c90700")) {
            byte[] deflated = HexFormat.of().parseHex(hex.replace(" ", ""));
            assertEquals(
                    "Hello",
                    new String(
                            join(frames(through(frame(FIN | RSV1 | TEXT, deflated), 3, 30))), StandardCharsets.UTF_8),
                    hex);
        }
        List<Frame> empty = frames(through(frame(FIN | RSV1 | TEXT, new byte[] {0}), 3, 30));
        assertEquals(1, empty.size());
        assertEquals(FIN | TEXT, empty.get(0).first());
    }

    @Test
    @DisplayName("what cannot be inflated becomes a frame that every engine refuses, and nothing comes behind it")
    void corrupt() {
        byte[] in = bytes(
                frame(FIN | TEXT, payload(5)),
                frame(FIN | RSV1 | TEXT, new byte[] {(byte) 0xFF, 1, 2, 3}),
                frame(FIN | TEXT, payload(7)));

        List<Frame> out = frames(through(in, 9, 9));

        assertEquals(2, out.size());
        assertEquals(FIN | 0x70 | TEXT, out.get(1).first());
        assertFalse(inflater.hasMore());
    }

    @Test
    @DisplayName("a compressed message within a compressed message is refused too")
    void nested() {
        byte[] in = bytes(frame(RSV1 | TEXT, deflate(payload(900))), frame(FIN | RSV1 | TEXT, deflate(payload(900))));

        List<Frame> out = frames(through(in, 1000, 1000));

        assertEquals(0x70, out.get(out.size() - 1).first() & 0x70);
    }

    @Test
    @DisplayName("PAR-293 NOT-17 of a bomb little more than the limit comes out, and afterwards only control frames")
    void bomb() {
        inflater.limit(10_000);
        byte[] in = bytes(
                frame(FIN | RSV1 | BINARY, deflate(new byte[200 << 20])),
                frame(FIN | RSV1 | BINARY, deflate(payload(500))),
                frame(FIN | PING, payload(4)),
                frame(FIN | TEXT, payload(6)));

        List<Frame> out = frames(through(in, 70_000, 70_000));

        Frame ping = out.get(out.size() - 1);
        assertEquals(FIN | PING, ping.first());
        int size = join(out).length - ping.payload().length;
        assertTrue(size > 10_004 && size <= 10_004 + 8192, size + " bytes came out");
        assertTrue(out.stream().limit(out.size() - 1).allMatch(frame -> (frame.first() & FIN) == 0), "never ended");
    }

    @Test
    @DisplayName("any bytes whatever are taken, and nothing is thrown")
    void anything() {
        for (int round = 0; round < 300; round++) {
            FrameInflater any = new FrameInflater();
            byte[] noise = new byte[4000];
            random.nextBytes(noise);
            for (int i = 0; i < 200; i++) {
                noise[random.nextInt(noise.length)] = (byte) (random.nextBoolean() ? 0xC1 : 0x85);
            }
            noise[0] = (byte) 0xC1;
            ByteBuffer in = ByteBuffer.wrap(noise);
            for (int i = 0; in.hasRemaining() || any.hasMore(); i++) {
                any.transfer(in, ByteBuffer.allocate(500));
                assertTrue(i < 10_000_000 / 500, "it does not end");
            }
            any.close();
        }
    }
}
