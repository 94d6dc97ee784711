package io.capstan.action;

import org.jspecify.annotations.Nullable;

/** What a client asked for cannot be done. Its text is meant for the client; it has no stack, which nobody would read. */
final class ActionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;
    private final boolean broken;

    private ActionException(ErrorCode code, String message, @Nullable String field, boolean broken) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
        this.broken = broken;
    }

    ActionException(ErrorCode code, String message) {
        this(code, message, null, false);
    }

    /** A member of the message or of its data is wrong. */
    static ActionException invalid(String message, String field) {
        return new ActionException(ErrorCode.INVALID, message, field, false);
    }

    /** A member of the message is wrong, so that it is none of the dialect. */
    static ActionException broken(String message, String field) {
        return new ActionException(ErrorCode.INVALID, message, field, true);
    }

    ErrorCode code() {
        return code;
    }

    /** The member that is wrong, {@code null} if it is none. */
    @Nullable
    String field() {
        return field;
    }

    /** Whether the message is none of the dialect. */
    boolean isBroken() {
        return broken;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
