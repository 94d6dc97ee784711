package io.capstan;

import java.time.Instant;
import java.util.Optional;

/**
 * How a connection ended.
 *
 * @param code the close code; 1005 if the peer's close frame had none, 1006 if there was no close frame
 * @param reason the text of the close frame, may be empty
 * @param initiator who ended it
 * @param time when
 * @param cause the error behind it, if there was one
 */
public record CloseInfo(int code, String reason, Initiator initiator, Instant time, Optional<Throwable> cause) {

    /** Who ended a connection. */
    public enum Initiator {
        /** The application, Capstan or the server. */
        SERVER,
        /** The client, or the network between. */
        PEER
    }

    /** Whether this is an ordinary end. See {@link CloseCode#isExpected()}. */
    public boolean isExpected() {
        return CloseCode.of(code).map(CloseCode::isExpected).orElse(false);
    }
}
