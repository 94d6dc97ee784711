package io.capstan.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PayloadTest {

    private static final Dialect DRESSED = new Dialect(true, "", "PUB bench {n}\r\n", "\r\n");

    @Test
    @DisplayName("time and topic of a payload are read where they were written, inside the dress of a protocol")
    void roundTrip() {
        long time = 0x0123_4567_89ab_cdefL;
        byte[] text = unmask(new Payload(40, DRESSED).stamped(time, 1234));
        assertEquals("PUB bench 40\r\n@T0123456789abcdef1234", new String(text, 0, 36, StandardCharsets.US_ASCII));
        int at = Payload.find(text, 0, text.length);
        assertEquals(14, at);
        assertEquals(time, Payload.stamp(text, at));
        assertEquals(14 + 40 + 2, text.length);
    }

    @Test
    @DisplayName("each of several payloads in a frame is found, and half a one is not")
    void several() {
        String one = new String(unmask(new Payload(30).stamped(7)), StandardCharsets.US_ASCII);
        byte[] frame =
                (one + "\n" + one + "\n" + one.substring(0, Payload.HEAD - 1)).getBytes(StandardCharsets.US_ASCII);
        int first = Payload.find(frame, 0, frame.length);
        int second = Payload.find(frame, first + 30, frame.length);
        assertEquals(0, first);
        assertEquals(31, second);
        assertEquals(-1, Payload.find(frame, second + 30, frame.length));
    }

    private static byte[] unmask(byte[] frame) {
        int length = frame[1] & 127;
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) (frame[6 + i] ^ frame[2 + (i & 3)]);
        }
        return text;
    }
}
