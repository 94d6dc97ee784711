package io.capstan;

/** A token that stands for nobody: wrongly signed, expired, or made for somebody else. */
public class InvalidTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, for the client to read; never the token, nor a part of it */
    public InvalidTokenException(String message) {
        super(message);
    }

    /** With its cause, which is logged and never shown. */
    public InvalidTokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
