package io.capstan.wire.deflate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CompressionTest {
    private final Compression compression = new Compression(860);

    private static byte[] inflate(ByteBuffer deflated, int size) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        byte[] whole = Arrays.copyOf(deflated.array(), deflated.remaining() + 4);
        whole[whole.length - 2] = (byte) 0xFF;
        whole[whole.length - 1] = (byte) 0xFF;
        inflater.setInput(whole);
        byte[] out = new byte[size + 100];
        int length = inflater.inflate(out);
        inflater.end();
        return Arrays.copyOf(out, length);
    }

    @Test
    @DisplayName("a payload comes back as it was, each for itself, and the buffer stays as it is")
    void roundTrip() throws DataFormatException {
        for (int size : new int[] {860, 10_000, 1_000_000}) {
            byte[] text = "a text of ten kilobytes, more or less. "
                    .repeat(size / 39 + 1)
                    .substring(0, size)
                    .getBytes();
            ByteBuffer payload = ByteBuffer.wrap(text).asReadOnlyBuffer();
            ByteBuffer first = compression.deflate(payload).orElseThrow();
            ByteBuffer second = compression.deflate(payload).orElseThrow();

            assertEquals(first, second, "no context is taken over");
            assertEquals(size, payload.remaining());
            assertTrue(first.remaining() < size / 10, first.remaining() + " bytes");
            assertArrayEquals(text, inflate(first, size));
        }
    }

    @Test
    @DisplayName("a message below the threshold stays as it is, and so does one that would not get smaller")
    void stays() {
        assertFalse(compression.deflate(ByteBuffer.allocate(859)).isPresent());
        assertTrue(compression.deflate(ByteBuffer.allocate(860)).isPresent());
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        assertFalse(compression.deflate(ByteBuffer.wrap(noise)).isPresent());
        assertFalse(new Compression(0).deflate(ByteBuffer.allocate(0)).isPresent());
    }

    @Test
    @DisplayName("it goes on after it was closed, with deflaters that nobody keeps")
    void closed() {
        compression.close();
        assertTrue(compression.deflate(ByteBuffer.allocate(5000)).isPresent());
        compression.close();
    }
}
