package io.capstan.component;

import io.capstan.ClientException;
import io.capstan.CloseCode;
import io.capstan.component.Invoker.OnError;
import java.util.Optional;

/**
 * A call of a component that has failed.
 *
 * @param error what was thrown, or what the application made of it for the client
 * @param request what the client had asked for, if a {@link RequestFailedException} says so
 * @param kind what sort of failure it is
 * @param id under which it is in the log; empty if it is not there
 * @param closing whether the connection has to be closed for a failure of this kind, as it is configured; one that is
 *     {@link Kind#FOR_CLIENT} says that itself
 */
public record Failure(Throwable error, Optional<Object> request, Kind kind, String id, boolean closing) {
    /** All that a client learns of a fault of the application. */
    public static final String FAILED = "Internal server error";

    /** Sorts of failures. */
    public enum Kind {
        /** A {@link ClientException}. */
        FOR_CLIENT,
        /** The caller may not call this. */
        NOT_ALLOWED,
        /** What the client has sent violates constraints: a {@code ConstraintViolationException}. */
        INVALID,
        /** Anything else. Nothing of it is for the client. */
        INTERNAL
    }

    static Failure of(Throwable error, Optional<Object> request, Class<?> type, OnError onError) {
        Kind kind = kind(error, type);
        String id = kind == Kind.INTERNAL ? ErrorIds.next() : "";
        return new Failure(error, request, kind, id, onError == OnError.CLOSE);
    }

    /** Whether a method of this class was not called, since what its parameters got violates their constraints. */
    public static boolean isRefusal(Throwable error, Class<?> type) {
        return Violations.isRefusal(error, type);
    }

    private static Kind kind(Throwable error, Class<?> type) {
        if (error instanceof ClientException) {
            return Kind.FOR_CLIENT;
        }
        if (error instanceof NotAllowedException || error instanceof BrokenMessageException) {
            return Kind.NOT_ALLOWED;
        }
        return Violations.isRefusal(error, type) ? Kind.INVALID : Kind.INTERNAL;
    }

    /** A name for an error, by which a line of the log is found that belongs to what a client was told. */
    public static String nextId() {
        return ErrorIds.next();
    }

    /** The close code that goes with it. */
    public int closeCode() {
        return switch (kind) {
            case FOR_CLIENT -> ((ClientException) error).code();
            case NOT_ALLOWED -> CloseCode.FORBIDDEN.code();
            case INVALID -> CloseCode.INVALID_PAYLOAD.code();
            case INTERNAL -> CloseCode.INTERNAL_ERROR.code();
        };
    }

    /** What the client may read of it. */
    public String text() {
        return switch (kind) {
            case FOR_CLIENT -> String.valueOf(error.getMessage());
            case NOT_ALLOWED -> "Not allowed";
            case INVALID -> "This message is not valid";
            case INTERNAL -> FAILED;
        };
    }
}
