package io.capstan.settings;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.OutboxLimits.OverflowPolicy;
import io.capstan.WiringException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Duration DEFAULT = Duration.ofSeconds(7);

    private static Settings with(String value) {
        return new Settings(key -> Optional.ofNullable(Map.of("a.key", value).get(key)));
    }

    private static Settings empty() {
        return new Settings(key -> Optional.empty());
    }

    /** The message of the fault that a getter leaves with this value. */
    private static String fault(String value, Consumer<Settings> getter) {
        Settings settings = with(value);
        getter.accept(settings);
        return assertThrows(WiringException.class, settings::check, () -> "'" + value + "' was taken")
                .getMessage();
    }

    @Test
    @DisplayName("what is not set has its default, and is no fault")
    void defaults() {
        Settings settings = empty();
        assertEquals(Optional.empty(), settings.text("a.key"));
        assertTrue(settings.flag("a.key", true));
        assertEquals(5, settings.number("a.key", 5, 1, 9));
        assertEquals(DEFAULT, settings.duration("a.key", DEFAULT, Duration.ZERO));
        assertEquals(OverflowPolicy.COALESCE, settings.choice("a.key", OverflowPolicy.COALESCE));
        assertDoesNotThrow(() -> settings.check());
    }

    @Test
    @DisplayName("a blank value counts as not set")
    void blank() {
        Settings settings = with("  ");
        assertEquals(Optional.empty(), settings.text("a.key"));
        assertEquals(5, settings.number("a.key", 5, 1, 9));
        assertDoesNotThrow(() -> settings.check());
    }

    @Test
    @DisplayName("a text is stripped")
    void text() {
        assertEquals(Optional.of("x y"), with(" x y\t").text("a.key"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("a flag is true or false")
    @CsvSource({"true, true", "false, false"})
    void flag(String text, boolean value) {
        assertEquals(value, with(text).flag("a.key", !value));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-007 another flag names key, value and what is allowed")
    @ValueSource(strings = {"yes", "TRUE", "1"})
    void wrongFlag(String text) {
        assertEquals(
                "Capstan cannot start:\n - The setting a.key is '" + text + "'; allowed is true or false.",
                fault(text, settings -> settings.flag("a.key", false)));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("a number within its bounds, which belong to it")
    @ValueSource(strings = {"1", "9", " 5 ", "+3"})
    void number(String text) {
        Settings settings = with(text);
        assertEquals(Integer.parseInt(text.strip()), settings.number("a.key", 7, 1, 9));
        assertDoesNotThrow(() -> settings.check());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-007 any other number names key, value and bounds")
    @ValueSource(strings = {"0", "10", "-1", "x", "1.5", "99999999999", "0x5"})
    void wrongNumber(String text) {
        assertEquals(
                "Capstan cannot start:\n - The setting a.key is '" + text + "'; allowed is a whole number from 1 to 9.",
                fault(text, settings -> settings.number("a.key", 5, 1, 9)));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("a length of time, short or by ISO 8601")
    @CsvSource({
        "25s, PT25S",
        "500ms, PT0.5S",
        "5m, PT5M",
        "2h, PT2H",
        "25 s, PT25S",
        "PT1M30S, PT1M30S",
        "0, PT0S",
        "P1D, PT24H",
        "P365D, PT8760H"
    })
    void duration(String text, Duration value) {
        Settings settings = with(text);
        assertEquals(value, settings.duration("a.key", DEFAULT, Duration.ZERO));
        assertDoesNotThrow(() -> settings.check());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-007 any other length of time names key, value and what is allowed")
    @ValueSource(strings = {"25", "s", "-5s", "PT-5S", "1ms", "5 years", "9999999999s", "999999999h", "P366D", "PT"})
    void wrongDuration(String text) {
        assertEquals(
                "Capstan cannot start:\n - The setting a.key is '" + text + "'; allowed is a length of time of at least"
                        + " PT0.1S, at most 365 days, as PT25S, 25s, 500ms or 5m.",
                fault(text, settings -> settings.duration("a.key", DEFAULT, Duration.ofMillis(100))));
    }

    @Test
    @DisplayName("every length of time that is taken can be counted in nanoseconds")
    void countable() {
        Duration longest = with("8760h").duration("a.key", DEFAULT, Duration.ZERO);
        assertTrue(longest.toNanos() > 0);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("a choice is written with hyphens, in either case")
    @ValueSource(strings = {"drop-oldest", "DROP-OLDEST", "Drop-Oldest"})
    void choice(String text) {
        assertEquals(OverflowPolicy.DROP_OLDEST, with(text).choice("a.key", OverflowPolicy.CLOSE));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-007 any other choice names key, value and all choices")
    @ValueSource(strings = {"drop", "drop_oldest", "1"})
    void wrongChoice(String text) {
        assertEquals(
                "Capstan cannot start:\n - The setting a.key is '" + text
                        + "'; allowed is one of close, drop-oldest, drop-newest, coalesce.",
                fault(text, settings -> settings.choice("a.key", OverflowPolicy.CLOSE)));
    }

    @Test
    @DisplayName("one message has all faults, also those that others found")
    void all() {
        Settings settings = new Settings(key -> Optional.of("?"));
        settings.flag("a.flag", true);
        settings.number("a.number", 5, 1, 9);
        settings.duration("a.time", DEFAULT, Duration.ZERO);
        settings.choice("a.choice", OverflowPolicy.CLOSE);
        String message = assertThrows(WiringException.class, () -> settings.check(List.of("Another fault.")))
                .getMessage();
        assertAll(
                () -> assertEquals(6, message.lines().count(), message),
                () -> assertTrue(message.contains("a.flag"), message),
                () -> assertTrue(message.contains("a.number"), message),
                () -> assertTrue(message.contains("a.time"), message),
                () -> assertTrue(message.contains("a.choice"), message),
                () -> assertTrue(message.endsWith("\n - Another fault."), message));
    }

    @Test
    @DisplayName(
            "a default that the framework sets for a route gives way to every key that names the route, to no other")
    void frameworkDefaults() {
        Map<String, String> defaults = Map.of("capstan.route.SettingsTest.a", "framework");
        Map<String, String> set = new HashMap<>(Map.of("capstan.a", "general"));
        Settings settings = new Settings(key -> Optional.ofNullable(set.get(key))).withDefaults(defaults);
        assertEquals(Optional.of("general"), settings.text("capstan.a"));
        Settings route = settings.forRoute(SettingsTest.class);
        assertEquals(Optional.of("framework"), route.text("capstan.a"));
        set.put("capstan.route.SettingsTest.a", "simple");
        assertEquals(Optional.of("simple"), route.text("capstan.a"));
        set.put("capstan.route.io.capstan.settings.SettingsTest.a", "full");
        assertEquals(Optional.of("full"), route.text("capstan.a"));
    }
}
