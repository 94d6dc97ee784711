package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private final List<String> events = new ArrayList<>();

    @Test
    @DisplayName("those who wait get a slot in the order in which they came, and nobody overtakes them")
    void order() {
        Slots slots = new Slots(2, Runnable::run);
        assertTrue(slots.take(() -> events.add("none")));
        assertTrue(slots.take(() -> events.add("none")));
        assertFalse(slots.take(() -> events.add("first")));
        assertFalse(slots.take(() -> events.add("second")));
        assertEquals(List.of(), events);

        slots.give();
        assertEquals(List.of("first"), events);
        assertFalse(slots.take(() -> events.add("third")));
        slots.give();
        slots.give();
        assertEquals(List.of("first", "second", "third"), events);

        slots.give();
        assertTrue(slots.take(() -> events.add("none")), "one of the two is free again");
        assertFalse(slots.take(() -> events.add("fourth")));
    }

    @Test
    @DisplayName("a slot is passed on even when there are no workers any more")
    void stopped() {
        Slots slots = new Slots(1, task -> {
            throw new RejectedExecutionException();
        });
        assertTrue(slots.take(() -> {}));
        assertFalse(slots.take(() -> events.add("late")));
        slots.give();
        assertEquals(List.of("late"), events);
    }
}
