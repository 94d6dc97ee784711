package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de                       | de
            fr-CH, fr;q=0.9, en;q=.8 | fr-CH
            en;q=0.2, ru;q=0.9       | ru
            *, pl;q=0.5              | pl
            de;q=0, es;q=0.1         | es
            """)
    @DisplayName("PAR-311 the language of a client is the one that it likes best")
    void best(String header, String expected) {
        assertEquals(Optional.of(Locale.forLanguageTag(expected)), Languages.best(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", ";;;", "de;q=x", "de;q=7", "💥", "\u0000", "-", "x-y-z", ",,,"})
    @DisplayName("PAR-311 what is no list of languages says nothing")
    void none(String header) {
        assertEquals(Optional.empty(), Languages.best(header));
    }

    @Test
    @DisplayName("a header that is far too long is not looked at")
    void longest() {
        assertEquals(Optional.empty(), Languages.best("de,".repeat(5000) + "de"));
    }
}
