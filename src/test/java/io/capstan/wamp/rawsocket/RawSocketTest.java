package io.capstan.wamp.rawsocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.rawsocket.RawSocketFrame.Type;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RawSocket as bytes. */
class RawSocketTest {

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }

    @ParameterizedTest
    @DisplayName("a handshake says the serializer and the longest message")
    @CsvSource({"7ff10000, JSON, 16777216", "7f010000, JSON, 512", "7f720000, MSGPACK, 65536", "7fa30000, CBOR, 524288"
    })
    void handshake(String hex, Protocol protocol, int longest) throws RawSocketException {
        RawSocketHandshake handshake = RawSocketHandshake.read(bytes(hex));
        assertEquals(new RawSocketHandshake(protocol, longest), handshake);
        assertEquals(hex, hex(handshake.bytes()));
        assertEquals("7ff", hex(handshake.answer(1 << 24).bytes()).substring(0, 3));
    }

    @ParameterizedTest
    @DisplayName("what is no handshake is refused, with the code that tells why")
    @CsvSource({
        "47455420, ''",
        "00f10000, ''",
        "7ff00000, 7f100000",
        "7ff40000, 7f100000",
        "7ffF0000, 7f100000",
        "7ff10001, 7f300000",
        "7ff18000, 7f300000"
    })
    void refused(String hex, String answer) {
        ByteBuffer bytes = bytes(hex);
        RawSocketException e = assertThrows(RawSocketException.class, () -> RawSocketHandshake.read(bytes));
        assertEquals(answer, e.error().map(error -> hex(error.answer())).orElse(""));
        assertEquals(0, bytes.remaining());
    }

    @Test
    @DisplayName("only powers of 2 can be agreed upon, and no batches")
    void limits() {
        for (int limit : new int[] {0, 511, 513, 256, 1 << 25, -1, Integer.MIN_VALUE}) {
            assertThrows(
                    IllegalArgumentException.class, () -> new RawSocketHandshake(Protocol.JSON, limit), "" + limit);
        }
        assertThrows(IllegalArgumentException.class, () -> new RawSocketHandshake(Protocol.CBOR_BATCHED, 512));
    }

    @Test
    @DisplayName("frames come whole, however the bytes are cut")
    void cut() throws RawSocketException {
        Random random = new Random(7);
        List<String> sent = new ArrayList<>();
        ByteBuffer stream = ByteBuffer.allocate(2_000_000);
        for (int i = 0; i < 300; i++) {
            byte[] payload = new byte[random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(100)];
            random.nextBytes(payload);
            Type type = Type.values()[random.nextInt(3)];
            sent.add(type + hex(ByteBuffer.wrap(payload)));
            stream.put(RawSocketFrame.encode(type, ByteBuffer.wrap(payload)));
        }
        stream.flip();
        List<String> received = new ArrayList<>();
        RawSocketDecoder decoder = new RawSocketDecoder(1 << 15);
        while (stream.hasRemaining()) {
            int length = Math.min(stream.remaining(), random.nextInt(3) == 0 ? 1 : random.nextInt(3_000));
            ByteBuffer part = stream.slice(stream.position(), length);
            stream.position(stream.position() + length);
            for (Optional<RawSocketFrame> frame = decoder.next(part); frame.isPresent(); frame = decoder.next(part)) {
                received.add(frame.get().type() + hex(frame.get().payload()));
            }
            assertFalse(part.hasRemaining());
        }
        assertEquals(sent, received);
        assertFalse(decoder.isInside());
    }

    @Test
    @DisplayName("the longest message of all has a bit of its own")
    void longest() throws RawSocketException {
        ByteBuffer frame = RawSocketFrame.encode(Type.PONG, ByteBuffer.allocate(1 << 24));
        assertEquals(0x0A00_0000, frame.getInt(0));
        RawSocketFrame read = new RawSocketDecoder(1 << 24).next(frame).orElseThrow();
        assertEquals(Type.PONG, read.type());
        assertEquals(1 << 24, read.payload().remaining());
        assertThrows(
                IllegalArgumentException.class,
                () -> RawSocketFrame.encode(Type.MESSAGE, ByteBuffer.allocate((1 << 24) + 1)));
    }

    @ParameterizedTest
    @DisplayName("what is no frame, or too long a one, is refused at its head")
    @CsvSource({"03000000", "07000001", "10000001", "80000001", "f0000000", "00000201", "08000000", "00ffffff"})
    void noFrame(String hex) {
        assertThrows(RawSocketException.class, () -> new RawSocketDecoder(512).next(bytes(hex)));
    }

    @Test
    @DisplayName("what a head announces takes no memory before it comes")
    void announced() throws RawSocketException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        RawSocketDecoder decoder = new RawSocketDecoder(1 << 24);
        ByteBuffer bytes = bytes("00ffffff 01");
        long before = threads.getCurrentThreadAllocatedBytes();
        assertEquals(Optional.empty(), decoder.next(bytes));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 100_000, () -> allocated + " bytes");
        assertTrue(decoder.isInside());
    }

    @Test
    @DisplayName("a ping is answered with its own payload")
    void ping() throws RawSocketException {
        RawSocketFrame ping =
                new RawSocketDecoder(512).next(bytes("01000003 616263")).orElseThrow();
        assertEquals(Type.PING, ping.type());
        assertEquals("02000003616263", hex(RawSocketFrame.encode(Type.PONG, ping.payload())));
    }
}
