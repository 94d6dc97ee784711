package io.capstan;

/** The connection ended before the message was written. Only ever seen as the failure of a stage. */
public class ConnectionClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message names the connection and how it ended */
    public ConnectionClosedException(String message) {
        super(message, null, false, false);
    }
}
