package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonShapeTest {
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " [ ] ",
                "1",
                "-1.5e+7",
                "true",
                "\"\"",
                "\"a\\\"]\\\\\"",
                "{\"a\":[{\"b\":\"}\"},[]]}\n",
                "[[[]]]",
                "\t\"}\"\r\n"
            })
    @DisplayName("documents fit")
    void good(String text) {
        assertTrue(JsonShape.fits(text, 3, 1000), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "]",
                "{]",
                "[}",
                "[]]",
                "[] []",
                "[]1",
                "1 2",
                "\"",
                "\"\\",
                "\"\\\"",
                "\"a\" 1",
                "{\"a\":[}",
                "[[[[]]]]",
                "[\"]",
                "{}{}",
                "[],",
                ",",
                "1,"
            })
    @DisplayName("what is cut off, unbalanced, too deep or followed by something does not fit")
    void bad(String text) {
        assertFalse(JsonShape.fits(text, 3, 1000), text);
    }

    @Test
    @DisplayName("whatever a parser takes fits: 50,000 random texts")
    void agrees() {
        Random random = new Random(5);
        String alphabet = "[]{}[]{}\"\"\\:,1e a-";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(9); length >= 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (isJson(text.toString())) {
                assertTrue(JsonShape.fits(text.toString(), 100, 1 << 20), () -> "no JSON: " + text);
            }
        }
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            if (!parser.hasNext()) {
                return false;
            }
            while (parser.hasNext()) {
                parser.next();
            }
            return true;
        } catch (RuntimeException none) {
            return false;
        }
    }

    @Test
    @DisplayName("a megabyte of brackets is looked at no further than allowed")
    void large() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertFalse(JsonShape.fits("[".repeat(1 << 20), Integer.MAX_VALUE, Integer.MAX_VALUE)));
        assertFalse(JsonShape.fits("[".repeat(1 << 20), 100, 1 << 20));
    }

    @Test
    @DisplayName("a document has no more members and elements in all than it may")
    void members() {
        assertTrue(JsonShape.fits("[1,2,3]", 3, 3));
        assertFalse(JsonShape.fits("[1,2,3,4]", 3, 3));
        assertTrue(JsonShape.fits("{\"a\":{\"b\":\",,,,\"}}", 3, 2));
        assertFalse(JsonShape.fits("{\"a\":{\"b\":[]}}", 3, 2));
    }
}
