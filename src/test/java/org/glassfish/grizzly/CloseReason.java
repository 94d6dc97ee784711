package org.glassfish.grizzly;

import java.io.IOException;

/** The part of Grizzly's that matters, as it is there: an exception for all, with an empty stack trace. */
public final class CloseReason {
    /** What a connection is closed with. */
    public static final CloseReason LOCALLY_CLOSED_REASON =
            new CloseReason(CloseType.LOCALLY, forAll("Locally closed"));

    /** What it is closed with when the peer has closed. */
    public static final CloseReason REMOTELY_CLOSED_REASON =
            new CloseReason(CloseType.REMOTELY, forAll("Remotely closed"));

    private final CloseType type;
    private final IOException cause;

    public CloseReason(CloseType type, IOException cause) {
        this.type = type;
        this.cause = cause;
    }

    private static IOException forAll(String message) {
        IOException cause = new IOException(message);
        cause.setStackTrace(new StackTraceElement[0]);
        return cause;
    }

    /** By which end. */
    public CloseType getType() {
        return type;
    }

    /** Why it was closed. */
    public IOException getCause() {
        return cause;
    }
}
