package io.capstan.wamp.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is UTF-8. */
class Utf8CheckTest {
    /** Bytes at the borders of what may follow each other. */
    private static final String BORDERS = "00417f808f909fa0bfc0c1c2dfe0e1ecedeeeff0f1f3f4f5f8ff";

    private static boolean isValid(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException broken) {
            return false;
        }
    }

    @Test
    @DisplayName("bytes are UTF-8 where they are for the JDK, whatever stands around them")
    void same() {
        byte[] borders = HexFormat.of().parseHex(BORDERS);
        Random random = new Random(8);
        int valid = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] bytes = new byte[random.nextInt(4) + (i % 3) * 7];
            Arrays.fill(bytes, (byte) 'x');
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            for (int j = from; j < Math.min(bytes.length, from + 4); j++) {
                bytes[j] = borders[random.nextInt(borders.length)];
            }
            boolean wanted = isValid(bytes);
            valid += wanted ? 1 : 0;
            byte[] around = new byte[bytes.length + 8];
            Arrays.fill(around, (byte) 0xff);
            System.arraycopy(bytes, 0, around, 3, bytes.length);
            assertEquals(wanted, Utf8Check.isValid(around, 3, 3 + bytes.length), () -> HexFormat.of()
                    .formatHex(bytes));
        }
        assertTrue(valid > 10_000 && valid < 290_000, valid + " of them are UTF-8");
    }
}
