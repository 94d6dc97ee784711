package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final long SECOND = 1_000_000_000L;
    /** Near the overflow, where careless comparisons fail. */
    private static final long START = Long.MAX_VALUE - SECOND / 2;

    private int admitted(Meter meter, int bytes, long now) {
        int count = 0;
        while (meter.admit(bytes, now) == 0) {
            count++;
        }
        return count;
    }

    @Test
    @DisplayName("PAR-274 so many messages pass in a second, at once or spread, and as many again in the next")
    void messages() {
        Meter meter = new Meter(100, 0, START);
        assertEquals(100, admitted(meter, 1 << 20, START));
        assertEquals(10_000_000, meter.admit(1, START));
        assertEquals(10, admitted(meter, 1, START + SECOND / 10));
        assertEquals(90, admitted(meter, 1, START + SECOND));
        assertEquals(100, admitted(meter, 1, START + 2 * SECOND), "back to normal in the next window");
        assertEquals(100, admitted(meter, 1, START + 100 * SECOND), "what was not used does not add up");
    }

    @Test
    @DisplayName("PAR-274 so many bytes pass in a second")
    void bytes() {
        Meter meter = new Meter(0, 1000, START);
        assertEquals(10, admitted(meter, 100, START));
        assertEquals(SECOND / 10, meter.admit(100, START));
        assertEquals(5, admitted(meter, 100, START + SECOND / 2));
        assertEquals(0, meter.admit(0, START + SECOND / 2), "an empty message costs nothing");
    }

    @Test
    @DisplayName("PAR-274 a message larger than a second's bytes passes alone, and is paid off before the next")
    void large() {
        Meter meter = new Meter(0, 1000, START);
        assertEquals(0, meter.admit(5000, START));
        assertEquals(4 * SECOND + SECOND / 10, meter.admit(100, START));
        assertEquals(5 * SECOND, meter.admit(1000, START));
        assertEquals(0, meter.admit(1000, START + 5 * SECOND));
    }

    @Test
    @DisplayName("the strictest of the two limits counts, and a message that has to wait costs nothing")
    void both() {
        Meter meter = new Meter(2, 1000, START);
        assertEquals(0, meter.admit(900, START));
        assertTrue(meter.admit(900, START) > 0);
        assertEquals(0, meter.admit(100, START));
        assertEquals(SECOND / 2, meter.admit(0, START));
    }

    @Test
    @DisplayName("the largest figures do not overflow")
    void largest() {
        Meter meter = new Meter(1, 1, START);
        assertEquals(0, meter.admit(1 << 30, START));
        assertEquals((1L << 30) * SECOND, meter.admit(1 << 30, START));
    }

    @Test
    @DisplayName("PAR-274 the parts of a message that is read as a stream are counted as they come, the message once")
    void streams() {
        Meter meter = new Meter(10, 1000, START);
        assertEquals(0, meter.charge(true, 600, START));
        assertEquals(0, meter.charge(false, 400, START));
        assertEquals(SECOND / 2, meter.charge(false, 500, START));
        assertEquals(0, meter.charge(false, 0, START + SECOND));
        assertEquals(SECOND / 10, meter.admit(600, START + SECOND), "whole messages share the bucket");
    }
}
