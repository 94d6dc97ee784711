package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.OutboxLimits.OverflowPolicy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A peer that has said how large a message may be: what is larger is left out, and counted, and the rest gets through. */
class OmissionTest {

    private static Outgoing text(String text) {
        return Outgoing.text(text, Optional.empty());
    }

    private static Rig rig() {
        Rig rig = new Rig(new OutboxOptions(10, 100, OverflowPolicy.CLOSE));
        rig.wire.joins = true;
        rig.wire.largest = 3;
        return rig;
    }

    @Test
    @DisplayName("of what is published to many, also in one batch")
    void published() {
        Rig rig = rig();
        rig.connection.append(text("1"));
        rig.connection.append(Batch.join(List.of(text("2"), text("large"), text("3"))));
        rig.connection.append(text("larger"));
        rig.connection.flushDirty();
        assertEquals("123", String.join("", rig.wire.texts()));
        assertEquals(2, rig.wire.omissions.get());
        assertTrue(rig.connection.isOpen());
    }

    @Test
    @DisplayName("of what is sent to it alone, whose sender can ask before")
    void sent() {
        Rig rig = rig();
        assertTrue(rig.connection.couldTake(text("abc")));
        assertFalse(rig.connection.couldTake(text("abcd")));
        rig.connection.enqueue(text("abcd"));
        rig.connection.enqueue(text("abc"));
        assertEquals(List.of("abc"), rig.wire.texts());
        assertEquals(1, rig.wire.omissions.get());
        assertEquals(3, rig.connection.mostBytes());
    }
}
