package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelPatternTest {
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "chat, chat, true",
        "chat, chats, false",
        "chat, cha, false",
        "chat, chat.a, false",
        "chat.*, chat.a, true",
        "chat.*, chat., true",
        "chat.*, chat, false",
        "chat.*, chat.a.b, false",
        "chat.**, chat, true",
        "chat.**, chat., true",
        "chat.**, chat.a, true",
        "chat.**, chat.a.b, true",
        "chat.**, chatter, false",
        "**, anything.at.all, true",
        "*, anything, true",
        "*, two.parts, false",
        "*.private.*, a.private.b, true",
        "*.private.*, a.public.b, false",
        "*.private.*, a.privat.b, false",
        "Chat, chat, false",
        "a.b, a-b, false",
    })
    void fits(String pattern, String name, boolean fits) {
        assertEquals(fits, ChannelPattern.parse(pattern).fits(name));
    }

    @ParameterizedTest(name = "'{0}'")
    @DisplayName("what is no pattern is refused with what is allowed")
    @ValueSource(strings = {"chat*", "a.**.b", "***", "a b", "", "a.*b", "**.a"})
    void refused(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> ChannelPattern.parse(text))
                .getMessage();
        assertTrue(message.contains("characters") || message.contains("'**'"), message);
    }

    @Test
    @DisplayName("text comes before *, and that before **, from the left")
    void order() {
        List<String> ordered = List.of("a", "a.b", "a.b.**", "a.*", "a.*.c", "a.**", "b.c", "*", "*.b", "*.*", "**");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(6));
        assertEquals(
                ordered,
                shuffled.stream()
                        .map(ChannelPattern::parse)
                        .sorted(ChannelPattern.PRECISION)
                        .map(ChannelPattern::text)
                        .collect(Collectors.toList()));
    }

    @Test
    @DisplayName("fits says what a regular expression says, for 20,000 random patterns and names")
    void model() {
        Random random = new Random(42);
        List<String> parts = List.of("a", "b", "ab", "", "*");
        for (int i = 0; i < 20_000; i++) {
            List<String> segments = segments(random, parts);
            boolean rest = random.nextInt(3) == 0;
            String text = String.join(".", segments) + (rest ? ".**" : "");
            String name = String.join(".", segments(random, List.of("a", "b", "ab", "")));
            if (text.isEmpty()) {
                continue;
            }
            String regex = segments.stream()
                            .map(part -> part.equals("*") ? "[^.]*" : part)
                            .collect(Collectors.joining("\\."))
                    + (rest ? "(\\..*)?" : "");
            assertEquals(
                    name.matches(regex), ChannelPattern.parse(text).fits(name), () -> text + " and '" + name + "'");
        }
    }

    private static List<String> segments(Random random, List<String> parts) {
        List<String> segments = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            segments.add(parts.get(random.nextInt(parts.size())));
        }
        return segments;
    }
}
