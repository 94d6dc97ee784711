package io.capstan.wire.json;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
    static Stream<String> tags() {
        return Words.tags().stream().sorted();
    }

    @ParameterizedTest(name = "PAR-308 {0} {1} {2} ago is {3}, and to come is {4}")
    @CsvSource({
        "en, 1, YEARS, 1 year ago, in 1 year",
        "en, 2, MONTHS, 2 months ago, in 2 months",
        "en, 1, DAYS, 1 day ago, in 1 day",
        "en, 5, SECONDS, 5 seconds ago, in 5 seconds",
        "de, 1, DAYS, vor 1 Tag, in 1 Tag",
        "de, 2, DAYS, vor 2 Tagen, in 2 Tagen",
        "de, 1, HOURS, vor 1 Stunde, in 1 Stunde",
        "fr, 1, MINUTES, il y a 1 minute, dans 1 minute",
        "fr, 2, MINUTES, il y a 2 minutes, dans 2 minutes",
        "fr, 3, YEARS, il y a 3 ans, dans 3 ans",
        "es, 1, MONTHS, hace 1 mes, dentro de 1 mes",
        "es, 7, MONTHS, hace 7 meses, dentro de 7 meses",
        "ru, 1, MINUTES, 1 минуту назад, через 1 минуту",
        "ru, 2, MINUTES, 2 минуты назад, через 2 минуты",
        "ru, 5, MINUTES, 5 минут назад, через 5 минут",
        "ru, 11, MINUTES, 11 минут назад, через 11 минут",
        "ru, 21, MINUTES, 21 минуту назад, через 21 минуту",
        "ru, 22, HOURS, 22 часа назад, через 22 часа",
        "ru, 111, YEARS, 111 лет назад, через 111 лет",
        "ru, 1, YEARS, 1 год назад, через 1 год",
        "pl, 1, HOURS, 1 godzinę temu, za 1 godzinę",
        "pl, 3, HOURS, 3 godziny temu, za 3 godziny",
        "pl, 12, HOURS, 12 godzin temu, za 12 godzin",
        "pl, 22, HOURS, 22 godziny temu, za 22 godziny",
        "ar, 1, DAYS, قبل يوم واحد, خلال يوم واحد",
        "ar, 2, DAYS, قبل يومين, خلال يومين",
        "ar, 3, DAYS, قبل 3 أيام, خلال 3 أيام",
        "ar, 11, DAYS, قبل 11 يومًا, خلال 11 يومًا",
        "ar, 100, YEARS, قبل 100 سنة, خلال 100 سنة",
        "ja, 1, YEARS, 1 年前, 1 年後",
        "ja, 30, SECONDS, 30 秒前, 30 秒後",
    })
    void examples(String tag, long number, ChronoUnit unit, String past, String future) {
        Words words = Words.of(tag);
        assertEquals(past, words.say(number, unit, true));
        assertEquals(future, words.say(number, unit, false));
    }

    @ParameterizedTest(name = "PAR-308 now is {1} in {0}")
    @CsvSource({"en, now", "de, jetzt", "fr, maintenant", "ru, сейчас", "es, ahora", "pl, teraz", "ar, الآن", "ja, 今"})
    void now(String tag, String now) {
        assertEquals(now, Words.of(tag).now());
    }

    @ParameterizedTest(
            name = "PAR-308 {0}: all units and plural forms, of 0 to 199 and of some years, are those of ICU4J")
    @MethodSource("tags")
    void icu(String tag) {
        Words words = Words.of(tag);
        CldrWords icu = CldrWords.of(tag);
        assertEquals(icu.now(), words.now());
        for (boolean past : new boolean[] {true, false}) {
            for (ChronoUnit unit : Words.UNITS) {
                IntStream.range(0, unit == ChronoUnit.YEARS ? 200 : 35)
                        .forEach(number -> assertEquals(icu.say(number, unit, past), words.say(number, unit, past)));
            }
            IntStream.of(200, 201, 202, 211, 999, 1000, 1001, 2024, 9999, 10_000, 12_345)
                    .forEach(number -> assertEquals(
                            icu.say(number, ChronoUnit.YEARS, past), words.say(number, ChronoUnit.YEARS, past)));
        }
    }

    @Test
    @DisplayName("the resource is what is made of this ICU4J; -Dcapstan.test.cldr=true makes it anew")
    void resource() throws IOException {
        if (Boolean.getBoolean("capstan.test.cldr")) {
            Files.write(CldrWords.RESOURCE, CldrWords.lines());
        }
        assertEquals(CldrWords.lines(), Files.readAllLines(CldrWords.RESOURCE));
    }

    @ParameterizedTest(name = "who asks for \"{0}\" reads {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "de-CH,de;q=0.9,en;q=0.8 | de-CH",
                "de-DE | de",
                "en-GB,en;q=0.5 | en",
                "xx,fr;q=0.5,de;q=0.9 | de",
                "zh-TW | zh-TW",
                "zh-Hant-HK | zh-Hant-HK",
                "zh-CN | zh",
                "pt-PT | pt-PT",
                "pt-BR | pt",
                "no | no",
                "DE-at | de-AT",
                "*  | en",
                "xx | en",
                "'' | en",
                "de;q=zero | en",
                ";;,,, | en",
                "en-u-va-posix | en",
            })
    void languages(String header, String tag) {
        assertEquals(tag, Languages.of(JsonOptions.DEFAULTS).best(header));
    }

    @Test
    @DisplayName("there are only the languages that are configured")
    void configured() {
        JsonOptions options = new JsonOptions("fr", List.of("fr", "pt-BR", "de"), java.util.Set.of(), 1, 1);
        Languages languages = Languages.of(options);
        assertAll(
                () -> assertEquals("de", languages.best("de-AT,en")),
                () -> assertEquals("fr", languages.best("en")),
                () -> assertEquals("pt-BR", languages.best("pt-br")),
                () -> assertEquals("fr", languages.best("a".repeat(600))));
    }
}
