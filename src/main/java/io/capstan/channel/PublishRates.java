package io.capstan.channel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How fast clients publish: for each client and rule a bucket that holds what may come in one second and refills steadily.
 * A bucket that is full again is like none, and is thrown away, so that only those are kept that were used within the last
 * moments. Thread-safe.
 */
final class PublishRates {
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier clock;
    private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();
    private final AtomicLong lastSweep;

    private record Key(String connection, ChannelRule rule) {}

    /** @param clock nanoseconds */
    PublishRates(LongSupplier clock) {
        this.clock = clock;
        this.lastSweep = new AtomicLong(clock.getAsLong());
    }

    /** Counts a publication of this client below a rule, if it keeps to the rate; whether it does. */
    boolean admit(String connection, ChannelRule rule) {
        if (rule.rate() == 0) {
            return true;
        }
        long now = clock.getAsLong();
        sweep(now);
        return buckets.computeIfAbsent(new Key(connection, rule), key -> new Bucket(now))
                .admit(SECOND / rule.rate(), now);
    }

    private void sweep(long now) {
        long last = lastSweep.get();
        if (now - last > SECOND && lastSweep.compareAndSet(last, now)) {
            buckets.values().removeIf(bucket -> bucket.isFull(now));
        }
    }

    /** How many are kept. */
    int size() {
        return buckets.size();
    }

    private static final class Bucket {
        /** When what was let through will have been paid for; guarded by this. */
        private long paid;

        Bucket(long now) {
            paid = now;
        }

        synchronized boolean admit(long cost, long now) {
            long owed = Math.max(0, paid - now);
            if (owed + cost > SECOND) {
                return false;
            }
            paid = now + owed + cost;
            return true;
        }

        synchronized boolean isFull(long now) {
            return paid - now <= 0;
        }
    }
}
