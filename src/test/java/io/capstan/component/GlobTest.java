package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest(name = "{0} on {1} gives {2}")
    @DisplayName("PAR-101 a pattern fits a whole segment, and its pieces come in order")
    @CsvSource({
        "*.json,      a.json,          a",
        "*.json,      .json,           ''",
        "*.json,      a.json.json,     a.json",
        "file-?,      file-7,          7",
        "file-?,      file-😀,          😀",
        "[a-z]*,      x1,              x|1",
        "[a-zA-Z_]?,  _9,              _|9",
        "[!0-9]x,     ax,              a",
        "[^a]x,       ^x,              ^",
        "[a-]x,       -x,              -",
        "[*]*,        **,              *|*",
        "a*b*c,       aXbYc,           X|Y",
        "a*b*c,       abbcc,           |bc",
        "*a*,         banana,          b|nana",
        "*-*,         a-b-c,           a|b-c",
        "v?.?.*,      v1.2.3-beta,     1|2|3-beta",
        "a/*,         a/b,             b",
    })
    void pieces(String pattern, String text, String pieces) {
        assertEquals(
                Optional.of(List.of(pieces.split("\\|", -1))),
                Glob.parse(pattern).pieces(text));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @DisplayName("what does not fit from end to end does not fit")
    @CsvSource({
        "*.json, a.jsonx",
        "*.json, a.JSON",
        "file-?, file-",
        "file-?, file-12",
        "[a-z]*, 1x",
        "[a-z]*, ''",
        "[!0-9]x, 1x",
        "a*b*c, acb",
        "a?c, ac",
    })
    void none(String pattern, String text) {
        assertFalse(Glob.parse(pattern).fits(text));
    }

    @Test
    @DisplayName("it says the same as a regular expression, whatever the pattern and the text")
    void sameAsRegularExpression() {
        Random random = new Random(11);
        for (int i = 0; i < 50_000; i++) {
            String pattern = text(random, "ab*?", 7).replaceAll("\\*+", "*");
            String text = text(random, "abc", 8);
            boolean expected = Pattern.matches(pattern.replace("*", ".*").replace("?", "."), text);
            assertEquals(expected, Glob.parse(pattern).fits(text), () -> pattern + " on " + text);
        }
    }

    @Test
    @DisplayName("two patterns meet just if some text fits both")
    void meet() {
        List<String> texts = texts("ab", 6);
        Random random = new Random(13);
        for (int i = 0; i < 3_000; i++) {
            Glob one = Glob.parse(text(random, "ab*?", 4).replaceAll("\\*+", "*"));
            Glob two = Glob.parse(text(random, "ab*?", 4).replaceAll("\\*+", "*"));
            boolean expected = texts.stream().anyMatch(text -> one.fits(text) && two.fits(text));
            assertEquals(expected, one.meets(two), () -> one + " and " + two);
            assertEquals(expected, two.meets(one), () -> two + " and " + one);
        }
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @DisplayName("classes of characters meet where they overlap")
    @CsvSource({
        "[a-c]*,  [c-e]*,  true",
        "[ab]*,   [cd]*,   false",
        "[!a]*,   [a]*,    false",
        "[!a]*,   [!b]*,   true",
        "[a-cb-d]x, [d]?,  true",
    })
    void classesMeet(String one, String two, boolean expected) {
        assertEquals(expected, Glob.parse(one).meets(Glob.parse(two)));
    }

    @Test
    @DisplayName("a hostile segment costs no more than the product of both lengths")
    void hostile() {
        Glob pattern = Glob.parse("*a".repeat(40) + "*b");
        String text = "a".repeat(16_000);
        assertFalse(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> pattern.fits(text)));
    }

    private static String text(Random random, String alphabet, int most) {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(most); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** All texts of these characters up to a length. */
    private static List<String> texts(String alphabet, int most) {
        List<String> texts = List.of("");
        List<String> all = new ArrayList<>(texts);
        for (int length = 1; length <= most; length++) {
            texts = texts.stream()
                    .flatMap(text -> alphabet.chars().mapToObj(character -> text + (char) character))
                    .toList();
            all.addAll(texts);
        }
        return all;
    }
}
