package io.capstan.wire;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A clock that goes on when it is told. It starts near the overflow, where careless comparisons fail. */
final class ManualClock implements LongSupplier {
    private volatile long now = Long.MAX_VALUE - 1_000_000_000L;

    void advance(Duration time) {
        now += time.toNanos();
    }

    @Override
    public long getAsLong() {
        return now;
    }
}
