package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog();

    private static Entry entry(String text, String key) {
        return new Entry(Outgoing.text(text, Optional.ofNullable(key)), null);
    }

    @Test
    @DisplayName("first in, first out, counted in messages and bytes")
    void order() {
        backlog.add(entry("a", null), false);
        backlog.add(entry("bb", null), false);
        assertEquals(2, backlog.size());
        assertEquals(3, backlog.bytes());
        assertEquals("a", backlog.poll().batch().messages().get(0).text());
        assertEquals("bb", backlog.peek().batch().messages().get(0).text());
        assertEquals("bb", backlog.poll().batch().messages().get(0).text());
        assertTrue(backlog.isEmpty());
        assertEquals(0, backlog.size());
        assertEquals(0, backlog.bytes());
        backlog.add(entry("c", null), false);
        assertEquals("c", backlog.poll().batch().messages().get(0).text());
    }

    @Test
    @DisplayName("an empty one has nothing to give")
    void empty() {
        assertThrows(IllegalStateException.class, backlog::peek);
        assertThrows(IllegalStateException.class, backlog::poll);
    }

    @Test
    @DisplayName("a replacement stands where the older one stood, and its bytes count instead")
    void replace() {
        Entry older = entry("1", "k");
        backlog.add(older, true);
        backlog.add(entry("x", null), true);
        backlog.replace(older, entry("22", "k"));
        assertEquals(2, backlog.size());
        assertEquals(3, backlog.bytes());
        assertEquals("22", backlog.poll().batch().messages().get(0).text());
        assertEquals("x", backlog.poll().batch().messages().get(0).text());
    }

    @Test
    @DisplayName("what has left is not found by its key")
    void left() {
        backlog.add(entry("1", "k"), true);
        backlog.add(entry("x", null), true);
        backlog.poll();
        assertNull(backlog.withKey("k"));
        assertNull(backlog.withKey(null));
    }

    @Test
    @DisplayName("of two with the same key, the later one is found, also after the first has left")
    void twice() {
        backlog.add(entry("1", "k"), true);
        Entry second = entry("2", "k");
        backlog.add(second, true);
        backlog.poll();
        assertEquals(second, backlog.withKey("k"));
    }
}
