package io.capstan.action;

import org.jspecify.annotations.Nullable;

/** What a client asked for cannot be done. Its text is meant for the client; it has no stack, which nobody would read. */
final class ActionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;

    private ActionException(ErrorCode code, String message, @Nullable String field) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
    }

    ActionException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** A member of the message or of its data is wrong. */
    static ActionException invalid(String message, String field) {
        return new ActionException(ErrorCode.INVALID, message, field);
    }

    ErrorCode code() {
        return code;
    }

    /** The member that is wrong, {@code null} if it is none. */
    @Nullable
    String field() {
        return field;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
