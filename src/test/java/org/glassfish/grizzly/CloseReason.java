package org.glassfish.grizzly;

import java.io.IOException;

/** The part of Grizzly's that matters, as it is there: an exception for all, with an empty stack trace. */
public final class CloseReason {
    /** What a connection is closed with. */
    public static final CloseReason LOCALLY_CLOSED_REASON;

    static {
        IOException cause = new IOException("Locally closed");
        cause.setStackTrace(new StackTraceElement[0]);
        LOCALLY_CLOSED_REASON = new CloseReason(cause);
    }

    private final IOException cause;

    private CloseReason(IOException cause) {
        this.cause = cause;
    }

    /** Why it was closed. */
    public IOException getCause() {
        return cause;
    }
}
