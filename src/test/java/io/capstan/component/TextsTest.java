package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TextsTest {
    /** All of one hash code. */
    private static final List<String> ALIKE =
            List.of("AaAaAa", "AaAaBB", "AaBBAa", "AaBBBB", "BBAaAa", "BBAaBB", "BBBBBB");

    @Test
    @DisplayName(
            "what is put in is found, the last for each text, and nothing else, also where texts have one hash code")
    void found() {
        Texts<Integer> texts = new Texts<>();
        Map<String, Integer> model = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            String text = i % 50 == 0 ? ALIKE.get(i / 50 % ALIKE.size()) : "text " + i % 3_000;
            assertEquals(model.get(text), texts.get(text));
            texts.put(text, i);
            model.put(text, i);
        }
        model.forEach((text, there) -> assertEquals(there, texts.get(text), text));
        assertNull(texts.get("BBBBAa"));
        assertEquals(Set.copyOf(model.values()), texts.all().collect(Collectors.toSet()));
        assertEquals(model.size(), texts.all().count());
    }

    @Test
    @DisplayName(
            "texts that stand beside each other in memory are not taken for one, and none but the whole text is found")
    void neighbours() {
        List<String> together =
                List.of("ab", "c", "", "abc", "bc", "\u00e4b", "\u4e2d\ud83d\ude00", "a", "x".repeat(1_000));
        Texts<String> texts = new Texts<>();
        for (String text : together) {
            assertNull(texts.get(text));
            texts.put(text, "to " + text);
        }
        for (String text : together) {
            assertEquals("to " + text, texts.get(text));
        }
        for (String other : List.of("b", "ca", "cabc", "\u00e4", "\u4e2d", "x".repeat(999), "x".repeat(1_001))) {
            assertNull(texts.get(other), other);
        }
        assertEquals(
                together.stream().map(text -> "to " + text).toList(),
                texts.all().toList());
    }
}
