package io.capstan.gate;

import org.jspecify.annotations.Nullable;

/**
 * A verifier that has thrown what it should not. Tells which exceptions there were and where, and none of their messages:
 * the usual one, {@code For input string: "..."}, has the token in it, and a token belongs in no log.
 */
final class VerifierFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 10;

    /** For a failure of this verifier. */
    VerifierFailedException(Class<?> verifier, Throwable failure) {
        this(verifier.getName() + ": " + failure.getClass().getName(), failure, 0);
    }

    private VerifierFailedException(String message, Throwable failure, int depth) {
        super(message, cause(failure.getCause(), depth));
        setStackTrace(failure.getStackTrace());
    }

    private static @Nullable Throwable cause(@Nullable Throwable cause, int depth) {
        return cause == null || depth == DEEPEST
                ? null
                : new VerifierFailedException(cause.getClass().getName(), cause, depth + 1);
    }
}
