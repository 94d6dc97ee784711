package io.capstan.gate;

import org.jspecify.annotations.Nullable;

/**
 * Stops the reading from a client that sends pings and does not take the pongs. Tyrus answers each ping it reads, and keeps
 * the answers that cannot leave in a queue without bounds; so it is given none to read while many have no room.
 *
 * <p>Only such a client is concerned: who reads slowly and sends no pings, or a few, is heard as ever.
 */
final class PongBrake {
    /** How many pongs may wait for a client. */
    static final int MOST_PONGS = 100;

    private @Nullable Runnable opening;

    // Guarded by this; no call leaves this class while it is held.
    /** Pings that were read since the output was last seen to take something. */
    private int pings;

    private boolean congested;
    private boolean held;

    /** @param reading goes on when the brake is released */
    void releases(Runnable reading) {
        opening = reading;
    }

    /** So many pings were read. */
    void read(int more) {
        if (more > 0) {
            synchronized (this) {
                pings += more;
            }
        }
    }

    /** Whether nothing is to be read now; {@link #releases} tells when that is over. */
    boolean holds() {
        synchronized (this) {
            if (!congested) {
                pings = 0;
            }
            held = pings > MOST_PONGS;
            return held;
        }
    }

    /** The engine was told whether it may write; if it may not, it lets wait what it has. */
    void mayWrite(boolean ready) {
        synchronized (this) {
            congested = !ready;
        }
    }

    /** The engine has written what it could. */
    void written() {
        synchronized (this) {
            if (congested || !held) {
                return;
            }
            held = false;
        }
        Runnable reading = opening;
        if (reading != null) {
            reading.run();
        }
    }
}
