package io.capstan.component;

import java.io.IOException;

/** A client has not sent the rest of a message: no fault of the handler that was reading it. */
final class BrokenMessageException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenMessageException(String message) {
        super(message);
    }
}
