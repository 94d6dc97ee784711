package io.capstan.wire;

/** An engine is not what an accelerated wire was made for: a type, a field or a probe is not as expected. */
public final class WireMismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what was expected, and what was found */
    public WireMismatchException(String message) {
        super(message);
    }

    /** With the error that showed it. */
    public WireMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
