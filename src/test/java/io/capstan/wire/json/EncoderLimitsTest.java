package io.capstan.wire.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Objects that are too deep or too long, or refer to themselves. */
class EncoderLimitsTest {
    public static class Chain {
        public Chain next;
    }

    public record Circle(String name, List<Object> members) {}

    private String failure(Object value) {
        return assertThrows(IllegalArgumentException.class, () -> EncoderRig.json(value))
                .getMessage();
    }

    @Test
    @DisplayName("an object, a record, a list and a map that refer to themselves fail, and say why")
    void circles() {
        Chain chain = new Chain();
        chain.next = chain;
        String message = failure(chain);
        assertTrue(message.contains(Chain.class.getName()), message);
        assertTrue(message.contains("Recursive"), message);
        Circle circle = new Circle("c", new ArrayList<>());
        circle.members().add(circle);
        message = failure(circle);
        assertTrue(message.contains("refers to itself"), message);
        List<Object> list = new ArrayList<>();
        list.add(list);
        message = failure(list);
        assertTrue(message.contains("refers to itself, or is deeper than 100 levels"), message);
        Map<String, Object> map = new HashMap<>();
        map.put("m", map);
        message = failure(map);
        assertTrue(message.contains("refers to itself, or is deeper than 100 levels"), message);
        assertEquals("[1]", EncoderRig.json(List.of(1)));
    }

    @Test
    @DisplayName("a hundred levels leave, and a hundred thousand do not")
    void depth() {
        Object nested = "x";
        for (int i = 0; i < 100; i++) {
            nested = List.of(nested);
        }
        assertEquals(203, EncoderRig.json(nested).length());
        Chain chain = new Chain();
        for (int i = 0; i < 100_000; i++) {
            Chain longer = new Chain();
            longer.next = chain;
            chain = longer;
        }
        String message = failure(chain);
        assertTrue(message.contains("deeper than 100 levels"), message);
    }

    @Test
    @DisplayName("a graph that is small and would be written at great length is given up soon")
    void length() {
        List<Object> twice = List.of("x");
        for (int i = 0; i < 60; i++) {
            twice = Arrays.asList(twice, twice);
        }
        String message = failure(twice);
        assertTrue(message.contains("more than 16777216 characters; see capstan.json.length"), message);
    }
}
