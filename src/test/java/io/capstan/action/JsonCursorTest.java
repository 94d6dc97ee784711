package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.action.JsonCursor.MalformedException;
import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as it is read from outside. */
class JsonCursorTest {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"a\"",
            "\"\\u00e4\\n\"",
            "\\",
            "1",
            "-0",
            "1.5e+3",
            "01",
            "true",
            "null",
            "nul",
            " ",
            "\n",
            "\u0001",
            "ä",
            "\uD83D\uDE00",
            "\uD83D",
            ".",
            "e");

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private static String whole(String text) throws MalformedException {
        JsonCursor cursor = new JsonCursor(text);
        String value = cursor.value();
        cursor.expectEnd();
        return value;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[[],{}]",
                "{\"a\":{\"b\":[1,2,{\"c\":null}]},\"d\":\"\"}",
                "\"\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u20aC\"",
                "0",
                "-0",
                "10",
                "1.0",
                "-1.5e10",
                "1E-7",
                "true",
                "false",
                "null",
                "[ 1 , 2 ]",
                "{ \"a\" : 1 }"
            })
    @DisplayName("a value is handed out as it is written")
    void values(String text) throws MalformedException {
        assertEquals(text, whole(" \n" + text + "\t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "}",
                "{]",
                "[}",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{a:1}",
                "{1:2}",
                "[1 2]",
                "01",
                "1.",
                ".5",
                "+1",
                "-",
                "1e",
                "1e+",
                "NaN",
                "nul",
                "truex",
                "'a'",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u\"",
                "\"\n\"",
                "1 2",
                "{} {}",
                "\u00a0{}",
                "\uFEFF{}",
                "\u0000",
                "[\"a\":1]",
                "{\"a\",1}",
                "{,}",
                "[,]"
            })
    @DisplayName("what is no JSON is refused, with the place")
    void malformed(String text) {
        String message =
                assertThrows(MalformedException.class, () -> whole(text)).getMessage();
        assertTrue(message.matches("This is no JSON: at (character \\d+|the end), .+\\."), message);
    }

    @Test
    @DisplayName("a string is decoded")
    void strings() throws MalformedException {
        assertEquals(
                "\"\\/\b\f\n\r\tä€\uD83D\uDE00",
                new JsonCursor(" \"\\\"\\\\\\/\\b\\f\\n\\r\\tä\\u20ac\\uD83d\\ude00\"").string());
    }

    @Test
    @DisplayName("brackets are counted, not recursed into: a hundred within each other are allowed, no more")
    void depth() throws MalformedException {
        String deepest = "[".repeat(100) + "]".repeat(100);
        assertEquals(deepest, whole(deepest));
        assertThrows(MalformedException.class, () -> whole("[" + deepest + "]"));
        assertThrows(MalformedException.class, () -> whole("{\"a\":".repeat(1_000_000)));
    }

    /** Seeded; the other parser is the one that the embedded server has. */
    @Test
    @DisplayName("of 50,000 texts put together at random it takes those that another parser takes")
    void agrees() {
        Random random = new Random(20261121);
        int taken = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = 1 + random.nextInt(7); left > 0; left--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            boolean known = takes(text.toString());
            assertEquals(other(text.toString()), known, text.toString());
            taken += known ? 1 : 0;
        }
        assertTrue(taken > 1000, "there is something to take: " + taken);
    }

    private static boolean takes(String text) {
        try {
            whole(text);
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    private static boolean other(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            boolean some = false;
            while (parser.hasNext()) {
                parser.next();
                some = true;
            }
            return some;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Test
    @DisplayName(
            "a number has at most a thousand characters, since more of them take the square of their number in time")
    void numbers() throws MalformedException {
        assertEquals(1_000, whole("1".repeat(1_000)).length());
        assertThrows(MalformedException.class, () -> whole("1".repeat(1_001)));
        assertThrows(MalformedException.class, () -> whole("0." + "1".repeat(999)));
    }

    @Test
    @DisplayName("the elements of an array are handed out as they are written")
    void elements() throws MalformedException {
        List<String> found = new ArrayList<>();
        new JsonCursor(" [1 , [2], {\"a\": \"]\"}, \"\" ]").elements(found::add);
        new JsonCursor("[ ]").elements(found::add);
        assertEquals(List.of("1", "[2]", "{\"a\": \"]\"}", "\"\""), found);
        assertThrows(MalformedException.class, () -> new JsonCursor("[1,]").elements(found::add));
        assertThrows(MalformedException.class, () -> new JsonCursor("{}").elements(found::add));
    }
}
