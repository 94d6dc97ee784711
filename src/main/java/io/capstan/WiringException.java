package io.capstan;

/**
 * The application is put together wrongly: its deployment fails with this. The message lists every fault found, with
 * class, member or key, value, and what is allowed.
 */
public class WiringException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where, and what to do about it */
    public WiringException(String message) {
        super(message);
    }
}
