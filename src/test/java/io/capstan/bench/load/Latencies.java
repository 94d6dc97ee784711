package io.capstan.bench.load;

/** Counts durations with a resolution of about 1.5 %, in constant space. */
final class Latencies {

    private static final int STEPS = 64;

    private final long[] counts = new long[64 * STEPS];
    private long total;

    void add(long nanos) {
        long value = Math.max(STEPS, nanos);
        int exponent = 63 - Long.numberOfLeadingZeros(value);
        counts[exponent * STEPS + (int) (value >>> (exponent - 6) & (STEPS - 1))]++;
        total++;
    }

    /** The duration in microseconds below which this share of all lies; 0 when there are none. */
    double micros(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.scalb((double) (STEPS + i % STEPS + 1), i / STEPS - 6) / 1_000;
            }
        }
        return 0;
    }
}
