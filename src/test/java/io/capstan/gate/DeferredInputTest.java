package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.testing.RawFrame;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What Tyrus gets to read")
class DeferredInputTest {
    private static final byte[] FRAMES = frames();

    /** Looks like pings within, too. */
    private static byte[] frames() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int length : new int[] {0, 1, 125, 126, 65535, 65536, 70_000}) {
            byte[] payload = new byte[length];
            Arrays.fill(payload, (byte) 0x89);
            all.writeBytes(RawFrame.binary(payload).encode());
            all.writeBytes(RawFrame.of(RawFrame.PING, Arrays.copyOf(payload, Math.min(length, 125)))
                    .encode());
            all.writeBytes(
                    RawFrame.pong(Arrays.copyOf(payload, Math.min(length, 125))).encode());
        }
        return all.toByteArray();
    }

    private static byte[] readAll(DeferredInput input, int asked) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        byte[] into = new byte[asked];
        for (int count = input.read(into); count >= 0; count = input.read(into)) {
            seen.write(into, 0, count);
        }
        return seen.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 8192, 1_000_000})
    @DisplayName("is what has come, in pieces of every size, and pings in it are told from all else")
    void pieces(int size) throws IOException {
        DeferredInput input = new DeferredInput(new Pieces(FRAMES, size));
        assertArrayEquals(FRAMES, readAll(input, 4096));
        input.mayWrite(false);
        assertEquals(false, input.holds(), "7 pings");
        PongBrakeTest.flood(input, PongBrake.MOST_PONGS - 7);
        assertEquals(false, input.holds());
        input.pinged();
        assertEquals(true, input.holds());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 1_000_000})
    @DisplayName("PAR-174 has reserved bits in a frame that is not masked, and so is refused")
    void unmasked(int size) throws IOException {
        byte[] sent = join(
                RawFrame.text("good").encode(),
                RawFrame.binary(new byte[300]).unmasked().encode(),
                RawFrame.ping("x").unmasked().encode());
        byte[] seen = readAll(new DeferredInput(new Pieces(sent, size)), 64);
        int bad = RawFrame.text("good").encode().length;
        assertEquals(sent.length, seen.length);
        assertArrayEquals(Arrays.copyOf(sent, bad), Arrays.copyOf(seen, bad));
        assertEquals(0xF2, seen[bad] & 0xFF);
        assertEquals(0xF9, seen[bad + 304] & 0xFF);
        seen[bad] = sent[bad];
        seen[bad + 304] = sent[bad + 304];
        assertArrayEquals(sent, seen, "nothing else has changed");
    }

    @Test
    @DisplayName("is nothing of a frame of which there is a byte only, and all of it when the next one comes")
    void firstByte() throws IOException {
        byte[] sent = RawFrame.text("x").encode();
        DeferredInput input = new DeferredInput(new Pieces(sent, 1));
        byte[] into = new byte[10];
        assertEquals(0, input.read(into));
        assertEquals(2, input.available(), "one that is held, one that has come");
        assertEquals(0, input.read(into, 0, 1), "no room for both");
        assertEquals(2, input.read(into));
        assertArrayEquals(Arrays.copyOf(sent, 2), Arrays.copyOf(into, 2));
    }

    @Test
    @DisplayName("is no more at once than may have to be answered, and of a large frame more")
    void offered() throws IOException {
        assertEquals(16 << 10, after(new byte[0]).available());
        assertEquals(
                100_000 - 1 + (16 << 10),
                after(Arrays.copyOf(RawFrame.binary(new byte[100_000]).encode(), 15))
                        .available());
        byte[] noLength = {(byte) 0x82, (byte) 0xFF, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0};
        assertEquals((256 << 10) + (16 << 10), after(noLength).available());
    }

    /** There is always more. */
    private DeferredInput after(byte[] start) throws IOException {
        DeferredInput input = new DeferredInput(new Pieces(Arrays.copyOf(start, 1 << 20), Math.max(start.length, 1)));
        if (start.length > 0) {
            input.read(new byte[start.length]);
        }
        return input;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Gives so many bytes at a time, and says that there are as many as there are. */
    private static final class Pieces extends ServletInputStream {
        private final byte[] bytes;
        private final int size;
        private int at;

        Pieces(byte[] bytes, int size) {
            this.bytes = bytes;
            this.size = size;
        }

        @Override
        public int available() {
            return Math.min(size == 1 && bytes.length < 1 << 20 ? 1 : Integer.MAX_VALUE, bytes.length - at);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == bytes.length) {
                return -1;
            }
            int count = Math.min(Math.min(size, length), bytes.length - at);
            System.arraycopy(bytes, at, into, offset, count);
            at += count;
            return count;
        }

        @Override
        public boolean isFinished() {
            return at == bytes.length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
