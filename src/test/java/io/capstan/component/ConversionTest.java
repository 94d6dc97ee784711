package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConversionTest {

    /** Known by its own name only. */
    record Colour(String name) {
        public static Colour fromString(String name) {
            if (name.isEmpty()) {
                throw new IllegalStateException("no name");
            }
            return new Colour(name);
        }
    }

    private static Object convert(Class<?> type, String text) {
        return Conversion.to(type).orElseThrow().convert(text);
    }

    @Test
    @DisplayName("texts, primitives, wrappers, enums, and types with valueOf or fromString are made of texts")
    void types() {
        assertEquals("", convert(String.class, ""));
        assertEquals(7, convert(int.class, "7"));
        assertEquals(7L, convert(Long.class, "7"));
        assertEquals((byte) 7, convert(byte.class, "7"));
        assertEquals(0.5, convert(double.class, "0.5"));
        assertEquals(true, convert(boolean.class, "true"));
        assertEquals('x', convert(char.class, "x"));
        assertEquals(TimeUnit.DAYS, convert(TimeUnit.class, "DAYS"));
        assertEquals(new UUID(0, 1), convert(UUID.class, "0-0-0-0-1"));
        assertEquals(new Colour("red"), convert(Colour.class, "red"));
    }

    @Test
    @DisplayName("what does not fit is an IllegalArgumentException, whatever the type thinks of it")
    void unfit() {
        assertThrows(IllegalArgumentException.class, () -> convert(int.class, ""));
        assertThrows(IllegalArgumentException.class, () -> convert(int.class, "99999999999"));
        assertThrows(IllegalArgumentException.class, () -> convert(boolean.class, "TRUE"));
        assertThrows(IllegalArgumentException.class, () -> convert(char.class, "ab"));
        assertThrows(IllegalArgumentException.class, () -> convert(TimeUnit.class, "days"));
        assertThrows(IllegalArgumentException.class, () -> convert(Colour.class, ""));
    }

    @Test
    @DisplayName("other types are not made of texts")
    void others() {
        assertTrue(Conversion.to(Thread.class).isEmpty());
        assertTrue(Conversion.to(Object.class).isEmpty());
    }
}
