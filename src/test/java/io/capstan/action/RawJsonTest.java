package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawJsonTest {
    private static final long SEED = 66;

    private static RawJson parsed(String text) {
        return RawJson.parse(text).orElseThrow(() -> new AssertionError(text));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("a JSON value stays as it is written, without the blanks around it")
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "false",
                "0",
                "-0",
                "-12.50e+3",
                "1E-7",
                "\"\"",
                "\"\\u00e9\\n\\/\\\"\"",
                "[1, 2 ,\t[]]",
                "{\"a\" : {\"b\":[{}]} }",
                "\"\u2028\u007f\""
            })
    void accepted(String text) {
        assertEquals(text, parsed(text).text());
        assertEquals(text, parsed(" \r\n\t" + text + " ").text());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("what RFC 8259 does not allow is no JSON")
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1}}",
                "{} {}",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "nul",
                "True",
                "\"",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"a\nb\"",
                "\"\t\"",
                "'a'",
                "[\"a]",
                "{\"a\":[}",
                "/**/1",
                "\ufeff{}",
                "\u00a01"
            })
    void refused(String text) {
        assertEquals(Optional.empty(), RawJson.parse(text));
    }

    @Test
    @DisplayName("brackets within brackets are followed down to 100 levels, and a million of them do no harm")
    void depth() {
        assertTrue(RawJson.parse("[".repeat(100) + "]".repeat(100)).isPresent());
        assertFalse(RawJson.parse("[".repeat(101) + "]".repeat(101)).isPresent());
        assertTrue(RawJson.parse("{\"a\":".repeat(100) + "1" + "}".repeat(100)).isPresent());
        assertFalse(RawJson.parse("{\"a\":".repeat(1_000_000)).isPresent());
        assertFalse(RawJson.parse("[".repeat(1_000_000)).isPresent());
    }

    @Test
    @DisplayName("members are found by what their names stand for, and their values are left alone")
    void members() throws ActionException {
        Map<String, RawJson> members =
                parsed("{ \"\\u0061\" : [ 1 , {\"a\":2} ] ,\"b\\n\":\"x\" }").members();
        assertEquals(Map.of("a", new RawJson("[ 1 , {\"a\":2} ]"), "b\n", new RawJson("\"x\"")), members);
        assertEquals(Map.of(), parsed("{}").members());
    }

    @Test
    @DisplayName("two members of one name are refused, however the names are written, and not within values")
    void twice() throws ActionException {
        ActionException twice = assertThrows(
                ActionException.class, () -> parsed("{\"a\":1,\"\\u0061\":2}").members());
        assertEquals(ErrorCode.INVALID, twice.code());
        assertEquals("a", twice.field());
        assertEquals(1, parsed("{\"a\":{\"b\":1,\"b\":2}}").members().size());
    }

    @Test
    @DisplayName("a whole number is one that is written as one, up to 18 digits")
    void wholeNumber() {
        assertEquals(OptionalLong.of(0), parsed("0").wholeNumber());
        assertEquals(
                OptionalLong.of(999_999_999_999_999_999L),
                parsed("999999999999999999").wholeNumber());
        for (String other : new String[] {"-1", "-0", "1.0", "1e3", "9999999999999999999", "\"1\"", "null", "[1]"}) {
            assertEquals(OptionalLong.empty(), parsed(other).wholeNumber(), other);
        }
    }

    @Test
    @DisplayName(
            "of 20,000 mutated documents it says the same as the JSON parser of the servers, and finds the same in them")
    void sameAsParsson() throws ActionException {
        String document =
                "{\"action\":\"a\\u00e9\\n\",\"data\":{\"x\":[1,-2.5e3,true,null,{\"y\":\"😀\"}]},\"id\":12 }";
        String alphabet = "{}[]\":,\\0123456789.eE+-truefalsn \n\tuü😀";
        Random random = new Random(SEED);
        int well = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(document);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(text.length());
                char other = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, other);
                    case 1 -> text.insert(at, other);
                    default -> text.deleteCharAt(at);
                }
            }
            Optional<JsonValue> expected = parsson(text.toString());
            Optional<RawJson> found = RawJson.parse(text.toString());
            assertEquals(expected.isPresent(), found.isPresent(), text::toString);
            if (found.isPresent() && found.get().isObject()) {
                well++;
                same(expected.get().asJsonObject(), found.get());
            }
        }
        assertTrue(well > 1_000, "enough of them are well-formed: " + well);
    }

    private static void same(JsonObject expected, RawJson found) {
        Map<String, RawJson> members;
        try {
            members = found.members();
        } catch (ActionException twice) {
            return;
        }
        assertEquals(expected.keySet(), members.keySet());
        members.forEach((name, value) -> {
            JsonValue same = expected.get(name);
            assertEquals(same, parsson(value.text()).orElseThrow());
            if (same instanceof JsonString string) {
                assertEquals(string.getString(), value.string());
            }
        });
    }

    /** Within an array, since behind a value of any other kind Parsson overlooks what is there. */
    private static Optional<JsonValue> parsson(String text) {
        try (JsonParser parser = Json.createParser(new StringReader("[" + text + "]"))) {
            parser.next();
            JsonArray array = parser.getArray();
            return array.size() == 1 && !parser.hasNext() ? Optional.of(array.get(0)) : Optional.empty();
        } catch (RuntimeException noJson) {
            return Optional.empty();
        }
    }
}
