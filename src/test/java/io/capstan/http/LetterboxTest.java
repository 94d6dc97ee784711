package io.capstan.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.OutboxLimits.OverflowPolicy;
import io.capstan.http.Letterbox.Verdict;
import io.capstan.wire.OutboxOptions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A letterbox")
class LetterboxTest {

    private static Letterbox box(OverflowPolicy policy, boolean batched) {
        return new Letterbox(new OutboxOptions(3, 1024, policy), batched);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String next(Letterbox box) {
        byte[] taken = box.take();
        return taken == null ? "nothing" : new String(taken, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("gives out one message after the other, and all of them at once in batches")
    void order() {
        Letterbox single = box(OverflowPolicy.CLOSE, false);
        Letterbox batched = box(OverflowPolicy.CLOSE, true);
        for (String message : new String[] {"a", "b", "c"}) {
            assertEquals(Verdict.TAKEN, single.add(text(message), true));
            assertEquals(Verdict.TAKEN, batched.add(text(message), true));
        }
        assertEquals("a", next(single));
        assertEquals("b", next(single));
        assertEquals("abc", next(batched));
        assertNull(batched.take());
        assertTrue(batched.isEmpty());
    }

    @Test
    @DisplayName("is full after so many messages or bytes")
    void full() {
        Letterbox box = box(OverflowPolicy.CLOSE, false);
        assertEquals(Verdict.TAKEN, box.add(new byte[1000], true));
        assertEquals(Verdict.FULL, box.add(new byte[25], true));
        assertEquals(Verdict.TAKEN, box.add(new byte[1], true));
        assertEquals(Verdict.TAKEN, box.add(new byte[1], false));
        assertEquals(Verdict.FULL, box.add(new byte[1], false));
        box.take();
        assertEquals(Verdict.TAKEN, box.add(new byte[1000], true));
    }

    @Test
    @DisplayName("drops the oldest or the newest events, if it is to, but no answers")
    void drops() {
        Letterbox oldest = box(OverflowPolicy.DROP_OLDEST, false);
        oldest.add(text("answer"), false);
        oldest.add(text("a"), true);
        oldest.add(text("b"), true);
        assertEquals(Verdict.TAKEN_FOR_ANOTHER, oldest.add(text("c"), true));
        assertEquals(Verdict.TAKEN_FOR_ANOTHER, oldest.add(text("another"), false));
        assertEquals("answer", next(oldest));
        assertEquals("c", next(oldest));
        assertEquals("another", next(oldest));

        Letterbox newest = box(OverflowPolicy.DROP_NEWEST, false);
        for (int i = 0; i < 3; i++) {
            newest.add(text("" + i), true);
        }
        assertEquals(Verdict.DROPPED, newest.add(text("late"), true));
        assertEquals(Verdict.FULL, newest.add(text("answer"), false));
        assertEquals("0", next(newest));
    }

    @Test
    @DisplayName("gives out first what could not be brought")
    void putsBack() {
        Letterbox box = box(OverflowPolicy.CLOSE, true);
        box.add(text("a"), true);
        box.add(text("b"), true);
        byte[] taken = box.take();
        box.add(text("c"), true);

        box.putBack(taken == null ? new byte[0] : taken);

        assertEquals("abc", next(box));
    }
}
