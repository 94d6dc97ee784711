package io.capstan.wire.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PayoffTest {
    private static final long PATIENCE = 100;

    private long now = Long.MAX_VALUE - 1000; // the time overflows meanwhile, as it may
    private Payoff payoff = new Payoff(PATIENCE, now);

    /** A turn that begins this long after the one before. */
    private boolean turn(long gap) {
        now += gap;
        payoff.began(now);
        return payoff.ended(now);
    }

    private int attempts(int turns, long gap) {
        int attempts = 0;
        for (int i = 0; i < turns; i++) {
            attempts += turn(gap) ? 1 : 0;
        }
        return attempts;
    }

    @Test
    @DisplayName("the first turn is nobody's successor; the one soon behind it begins it all")
    void begins() {
        assertFalse(turn(0));
        attempts(8, 50);
        assertTrue(turn(50));
    }

    @Test
    @DisplayName("turns that follow each other soon keep it up, and one that is late does not end it")
    void keepsUp() {
        attempts(100, 50);
        assertEquals(100, attempts(100, 50));
        assertTrue(turn(1_000_000));
        assertEquals(100, attempts(100, 50));
    }

    @Test
    @DisplayName("two that are late end it; those who come now and then never begin it again")
    void ends() {
        attempts(100, 50);
        turn(1_000);
        assertFalse(turn(1_000));
        assertEquals(0, attempts(1_000, 1_000));
    }

    @Test
    @DisplayName("where it looks worth while and is not, a ninth of the turns wait in vain")
    void vain() {
        int attempts = attempts(9_000, PATIENCE + PATIENCE / 2);
        assertTrue(attempts > 0 && attempts <= 1_001, attempts + " of 9000");
    }

    @Test
    @DisplayName("it lasts as long as the patience")
    void lasts() {
        turn(50);
        assertTrue(payoff.lasts(now + PATIENCE - 1));
        assertFalse(payoff.lasts(now + PATIENCE));
    }

    @Test
    @DisplayName("without patience never")
    void never() {
        payoff = new Payoff(0, now);
        assertEquals(0, attempts(1_000, 0));
        assertFalse(payoff.lasts(now));
    }
}
