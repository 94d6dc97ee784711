package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
