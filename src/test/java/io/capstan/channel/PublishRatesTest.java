package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PublishRatesTest {
    private final AtomicLong clock = new AtomicLong(-17);
    private final PublishRates rates = new PublishRates(clock::get);

    private static ChannelRule rule(int rate) {
        return new ChannelRule(0, Duration.ofMinutes(5), 1024, false, Permits.NONE, rate);
    }

    private void pass(int milliseconds) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    @Test
    @DisplayName("so many may come at once, then they come one after the other")
    void rate() {
        ChannelRule rule = rule(4);
        assertEquals(
                4, IntStream.range(0, 10).filter(i -> rates.admit("ada", rule)).count());
        pass(250);
        assertTrue(rates.admit("ada", rule));
        assertFalse(rates.admit("ada", rule), "what was refused was not counted");
        assertTrue(rates.admit("bob", rule), "each client has its own");
        assertTrue(rates.admit("ada", rule(3)), "and for each rule");
    }

    @Test
    @DisplayName("one in a second is one in a second, and no rate is no limit")
    void least() {
        assertTrue(rates.admit("ada", rule(1)));
        pass(999);
        assertFalse(rates.admit("ada", rule(1)));
        pass(1);
        assertTrue(rates.admit("ada", rule(1)));
        assertTrue(IntStream.range(0, 10_000).allMatch(i -> rates.admit("ada", rule(0))));
    }

    @Test
    @DisplayName("nothing is kept of those who have been quiet")
    void memory() {
        IntStream.range(0, 10_000).forEach(i -> assertTrue(rates.admit("client " + i, rule(5))));
        pass(1001);
        assertTrue(rates.admit("another", rule(5)));
        assertEquals(1, rates.size());
    }
}
