package io.capstan.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static final String KEY = "capstan.sources-test.key";

    @AfterEach
    void clear() {
        System.clearProperty(KEY);
    }

    @Test
    @DisplayName("what is nowhere is empty")
    void nowhere() {
        assertEquals(Optional.empty(), Sources.plain(KEY));
        assertEquals(Optional.empty(), Sources.best().apply(KEY));
    }

    @Test
    @DisplayName("a system property is found, with and without MicroProfile Config")
    void property() {
        System.setProperty(KEY, "x");
        assertEquals(Optional.of("x"), Sources.plain(KEY));
        assertEquals(Optional.of("x"), Sources.best().apply(KEY));
    }

    @Test
    @DisplayName("the names of what is set are known, with and without MicroProfile Config, also of what came late")
    void names() {
        assertFalse(Sources.names().contains(KEY));
        System.setProperty(KEY, "x");
        assertTrue(Sources.names().contains(KEY));
        assertTrue(Sources.plainNames().contains(KEY));
        assertTrue(Sources.plainNames().containsAll(System.getenv().keySet()));
    }

    @Test
    @DisplayName("an environment variable is named in upper case, with _ for what is no letter or digit")
    void environment() {
        Optional<String> name = System.getenv().keySet().stream()
                .filter(key -> key.matches("[A-Z]+_[A-Z]+(_[A-Z]+)?"))
                .findFirst();
        assumeTrue(name.isPresent(), "no variable of such a name here");
        String variable = name.get();
        assertEquals(Optional.of(System.getenv(variable)), Sources.plain(key(variable, '.')));
        assertEquals(Optional.of(System.getenv(variable)), Sources.plain(key(variable, '-')));
    }

    private static String key(String variable, char separator) {
        return variable.toLowerCase(java.util.Locale.ROOT).replace('_', separator);
    }
}
