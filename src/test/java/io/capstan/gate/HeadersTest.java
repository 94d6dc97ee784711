package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private final Headers headers =
            Headers.of(new TreeMap<>(Map.of("Host", List.of("a.example"), "X-Many", List.of("1", "2"))));

    @Test
    @DisplayName("a header is found whatever the case of its name, with all its values in order")
    void find() {
        assertEquals(List.of("a.example"), headers.get("hOST"));
        assertEquals(List.of("1", "2"), headers.get("x-many"));
        assertNull(headers.get("X-None"));
        assertTrue(headers.containsKey("host"));
        assertFalse(headers.containsKey("hos"));
    }

    @Test
    @DisplayName("it is a map like any other, which nobody can change")
    void map() {
        assertEquals(Map.of("Host", List.of("a.example"), "X-Many", List.of("1", "2")), headers);
        assertEquals(2, headers.size());
        assertThrows(UnsupportedOperationException.class, () -> headers.put("A", List.of()));
        assertThrows(
                UnsupportedOperationException.class, () -> headers.entrySet().clear());
    }

    @Test
    @DisplayName("one header may be left out")
    void without() {
        assertEquals(Map.of("X-Many", List.of("1", "2")), headers.without("HOST"));
        assertEquals(headers, headers.without("X-None"));
    }

    @Test
    @DisplayName("equal texts are one object, up to a bound, and long ones are left alone")
    void common() {
        assertSame(Common.text(new String("common")), Common.text(new String("common")));
        for (int i = 0; i < 10_000; i++) {
            assertEquals("text " + i, Common.text("text " + i));
        }
        String text = "x".repeat(300);
        assertSame(text, Common.text(text));
    }

    /** As the headers of one more request: of texts that are equal, and no objects of another one's. */
    private static Headers sent(String... namesAndValues) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(new String(namesAndValues[i]), List.of(new String(namesAndValues[i + 1])));
        }
        return Headers.of(all).without("Sec-WebSocket-Key").shared();
    }

    @Test
    @DisplayName("connections whose clients sent the same share their headers, whatever their keys")
    void shared() {
        Headers first = sent("Host", "shared.example", "Sec-WebSocket-Key", "a");
        assertSame(first, sent("Host", "shared.example", "Sec-WebSocket-Key", "b"));
        assertEquals(Map.of("Host", List.of("shared.example")), first);
    }

    @Test
    @DisplayName("headers that differ in a name, a value, or their order are not shared")
    void differing() {
        Headers first = sent("Host", "differing.example", "A", "1");
        assertNotSame(first, sent("Host", "differing.example", "A", "2"));
        assertNotSame(first, sent("Host", "differing.example", "B", "1"));
        assertNotSame(first, sent("A", "1", "Host", "differing.example"));
        assertNotSame(first, sent("Host", "differing.example"));
        assertEquals(List.of("Host", "A"), List.copyOf(first.keySet()));
    }

    @Test
    @DisplayName(
            "headers with a cookie, a token or a client's address belong to one connection, and are kept for no other")
    void own() {
        for (String own : List.of("Cookie", "authorization", "X-Forwarded-For")) {
            Headers first = sent("Host", "own.example", own, "1");
            assertNotSame(first, sent("Host", "own.example", own, "1"), own);
            assertEquals(List.of("1"), first.get(own));
        }
    }

    @Test
    @DisplayName("headers that are many, long or repeated are not kept for others")
    void unusual() {
        String[] many = new String[66];
        Arrays.setAll(many, i -> "many" + i);
        assertNotSame(sent(many), sent(many));
        String large = "x".repeat(300);
        assertNotSame(sent("A", large), sent("A", large));
        assertNotSame(sent(large, "A"), sent(large, "A"));
        Map<String, List<String>> repeated = Map.of("Repeated", List.of("1", "2"));
        assertNotSame(Headers.of(repeated).shared(), Headers.of(repeated).shared());
    }

    @Test
    @DisplayName("whoever sends others each time has them forgotten again")
    void bounded() {
        Headers first = sent("Host", "bounded.example");
        for (int i = 0; i < 1_000; i++) {
            sent("Host", "bounded.example", "A", "bounded " + i);
        }
        Headers again = sent("Host", "bounded.example");
        assertNotSame(first, again);
        assertEquals(first, again);
    }
}
