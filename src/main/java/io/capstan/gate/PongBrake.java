package io.capstan.gate;

import jakarta.servlet.ServletInputStream;

/**
 * Stops the reading from a client that sends pings and does not take the pongs. Tyrus answers each ping it reads, and keeps
 * the answers that cannot leave in a queue without bounds; so it is given none to read while many have no room.
 *
 * <p>Only such a client is concerned: who reads slowly and sends no pings, or a few, is heard as ever.
 *
 * <p>The lowest layer of a {@link DeferredInput}, which is one object for each connection.
 */
abstract class PongBrake extends ServletInputStream {
    /** How many pongs may wait for a client. */
    static final int MOST_PONGS = 100;

    // Guarded by this, as the layers above; no call leaves this class while it is held.
    /** Pings that were read since the output was last seen to take something. */
    private int pings;

    private boolean congested;
    private boolean held;

    /** The brake is released: reading goes on. */
    abstract void goOn();

    /** A ping was read. */
    final void pinged() {
        synchronized (this) {
            pings++;
        }
    }

    /** Whether nothing is to be read now; {@link #goOn} tells when that is over. */
    final boolean holds() {
        synchronized (this) {
            if (!congested) {
                pings = 0;
            }
            held = pings > MOST_PONGS;
            return held;
        }
    }

    /** The engine was told whether it may write; if it may not, it lets wait what it has. */
    final void mayWrite(boolean ready) {
        synchronized (this) {
            congested = !ready;
        }
    }

    /** The engine has written what it could. */
    final void written() {
        synchronized (this) {
            if (congested || !held) {
                return;
            }
            held = false;
        }
        goOn();
    }
}
