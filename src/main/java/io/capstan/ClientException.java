package io.capstan;

/**
 * An error whose text is meant for the client. Thrown by a callback it closes the connection with its code and text;
 * every other exception closes with 1011 and tells the client nothing.
 */
public class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The close code. */
    private final int code;

    /** An error that closes with 1008. */
    public ClientException(String message) {
        this(CloseCode.POLICY_VIOLATION.code(), message);
    }

    /**
     * An error that closes with this code.
     *
     * @throws IllegalArgumentException if the code may not be sent, see {@link CloseCode#isSendable}
     */
    public ClientException(int code, String message) {
        super(message);
        if (!CloseCode.isSendable(code)) {
            throw new IllegalArgumentException(code + " is no close code that may be sent.");
        }
        this.code = code;
    }

    /** The close code. */
    public int code() {
        return code;
    }
}
