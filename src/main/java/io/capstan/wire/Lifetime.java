package io.capstan.wire;

/** How old a connection is, and since when there was no message on it. Pings and pongs are none. Thread-safe. */
final class Lifetime {

    /** What a look at the clock says. */
    enum Verdict {
        GOES_ON,
        IDLE,
        EXPIRED
    }

    private final long since;
    private volatile long active;

    Lifetime(long now) {
        this.since = now;
        this.active = now;
    }

    /** A message came or goes. */
    void active(long now) {
        active = now;
    }

    /** What to do, by the rules of these options. */
    Verdict check(long now, WireOptions options) {
        long duration = options.maxDuration().toNanos();
        if (duration > 0 && now - since >= duration) {
            return Verdict.EXPIRED;
        }
        long idle = options.maxIdle().toNanos();
        return idle > 0 && now - active >= idle ? Verdict.IDLE : Verdict.GOES_ON;
    }
}
