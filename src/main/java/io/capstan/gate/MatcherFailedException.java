package io.capstan.gate;

/** A matcher of the application has thrown something, so that nobody knows which route was meant. */
final class MatcherFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MatcherFailedException(String matcher, Throwable cause) {
        super(matcher, cause);
    }
}
