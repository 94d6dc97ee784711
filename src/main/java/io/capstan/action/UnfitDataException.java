package io.capstan.action;

import io.capstan.ClientException;

/** What a client has sent cannot be bound to a parameter. It has learnt so, and stays. */
final class UnfitDataException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final String field;

    UnfitDataException(String message, String field) {
        super(message, ErrorCode.INVALID.text(), false);
        this.field = field;
    }

    /** Nobody reads it, and clients could make any number of them. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** The member that is wrong. */
    String field() {
        return field;
    }
}
