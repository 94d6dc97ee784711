package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Utf8Test {

    private static String random(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(5)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.append((char) random.nextInt(0x800));
                case 2 -> text.append((char) random.nextInt(0x10000));
                case 3 -> text.append((char) (0xD800 + random.nextInt(0x800)));
                default -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
            }
        }
        return text.toString();
    }

    @Test
    @DisplayName("the length is what the encoder makes, whatever the text")
    void length() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String text = random(random, random.nextInt(12));
            assertEquals(text.getBytes(StandardCharsets.UTF_8).length, Utf8.length(text), text);
        }
    }

    @Test
    @DisplayName("PAR-170 a shortened text is the longest beginning that fits and ends between characters")
    void truncate() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            String text = random(random, random.nextInt(12));
            int most = random.nextInt(20);
            String shortened = Utf8.truncate(text, most);
            assertTrue(text.startsWith(shortened));
            assertTrue(shortened.getBytes(StandardCharsets.UTF_8).length <= most);
            if (shortened.length() < text.length()) {
                int next = text.offsetByCodePoints(shortened.length(), 1);
                assertTrue(text.substring(0, next).getBytes(StandardCharsets.UTF_8).length > most, text);
                assertEquals(
                        text.codePointCount(0, text.length()),
                        text.codePointCount(0, shortened.length())
                                + text.codePointCount(shortened.length(), text.length()),
                        "a pair was cut");
            }
        }
    }
}
