package io.capstan.component;

import java.util.Optional;

/** What a handler of a {@link ComponentStyle} throws: what failed is the cause, and beside it is what was asked for. */
public final class RequestFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Object request;

    /** @param request for the {@link FailureAnswer} of the style */
    public RequestFailedException(Object request, Throwable cause) {
        super(null, cause, false, false);
        this.request = request;
    }

    /** What was asked for. */
    public Object request() {
        return request;
    }

    static Optional<Object> request(Throwable error) {
        return error instanceof RequestFailedException failed ? Optional.ofNullable(failed.request) : Optional.empty();
    }

    /** What has failed. */
    static Throwable cause(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof RequestFailedException && cause != null ? cause : error;
    }
}
