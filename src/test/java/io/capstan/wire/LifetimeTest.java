package io.capstan.wire;

import static io.capstan.wire.Lifetime.Verdict.EXPIRED;
import static io.capstan.wire.Lifetime.Verdict.GOES_ON;
import static io.capstan.wire.Lifetime.Verdict.IDLE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static WireOptions options(int idle, int duration) {
        return new WireOptions(
                SECOND, SECOND, Duration.ZERO, 1, Duration.ofSeconds(idle), Duration.ofSeconds(duration));
    }

    private static long at(double seconds) {
        return Long.MAX_VALUE - 5_000_000_000L + (long) (seconds * 1e9); // the clock may run over
    }

    @Test
    @DisplayName("PAR-280 by default a connection may be as old and as idle as it likes")
    void off() {
        assertEquals(GOES_ON, new Lifetime(at(0)).check(at(1_000_000), options(0, 0)));
    }

    @Test
    @DisplayName("PAR-280 a connection is idle so long after its last message")
    void idle() {
        Lifetime lifetime = new Lifetime(at(0));
        assertEquals(GOES_ON, lifetime.check(at(9.9), options(10, 0)));
        assertEquals(IDLE, lifetime.check(at(10), options(10, 0)));
        lifetime.active(at(10));
        assertEquals(GOES_ON, lifetime.check(at(19.9), options(10, 0)));
        assertEquals(IDLE, lifetime.check(at(20), options(10, 0)));
    }

    @Test
    @DisplayName("PAR-280 a connection expires so long after its beginning, whatever happens on it")
    void duration() {
        Lifetime lifetime = new Lifetime(at(0));
        lifetime.active(at(59));
        assertEquals(GOES_ON, lifetime.check(at(59.9), options(10, 60)));
        assertEquals(EXPIRED, lifetime.check(at(60), options(10, 60)));
    }
}
