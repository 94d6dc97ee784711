package io.capstan;

import java.util.Optional;

/**
 * Finds out who a token stands for. Beans of this type are asked in the order of their {@code @Priority}, smallest first;
 * Capstan's own verifier of JSON Web Tokens, where it is configured, comes last.
 *
 * <p>Called for every handshake with a token, on the thread of the request, so it should answer within milliseconds.
 * Thread-safe.
 */
public interface TokenVerifier {

    /**
     * Verifies a token.
     *
     * @return the caller; empty if it is not a token of the kind that this verifier knows
     * @throws InvalidTokenException if it is of that kind and not valid: nobody else is asked, and the handshake is
     *     refused with 401
     */
    Optional<Caller> verify(String token) throws InvalidTokenException;

    /** A token that stands for nobody: wrongly signed, expired, or made for somebody else. */
    class InvalidTokenException extends Exception {
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
}
