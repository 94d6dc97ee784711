package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonStringsTest {
    private static final long SEED = 6;

    @Test
    @DisplayName("quotation marks, backslashes and control characters are escaped, all else stays as it is")
    void escapes() {
        assertEquals("\"\"", JsonStrings.quote(""));
        assertEquals("\"plain ü € 😀 /\"", JsonStrings.quote("plain ü € 😀 /"));
        assertEquals("\"\\\"a\\\\b\\\"\"", JsonStrings.quote("\"a\\b\""));
        assertEquals("\"\\n\\r\\t\\u0000\\u001f\"", JsonStrings.quote("\n\r\t\0\u001f"));
    }

    @Test
    @DisplayName("half of a surrogate pair becomes an escape, since UTF-8 does not know it")
    void halves() {
        assertEquals("\"a\\ud83d\"", JsonStrings.quote("a\ud83d"));
        assertEquals("\"\\ude00b\"", JsonStrings.quote("\ude00b"));
        assertEquals("\"\\ud83d😀\"", JsonStrings.quote("\ud83d😀"));
    }

    @Test
    @DisplayName("a JSON parser reads back what was quoted, whatever it is")
    void readBack() {
        Random random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x80) : random.nextInt(0x10000)));
            }
            String quoted = JsonStrings.quote(text.toString());
            try (var reader = Json.createReader(new StringReader(quoted))) {
                assertEquals(text.toString(), ((JsonString) reader.readValue()).getString(), quoted);
            }
        }
    }
}
