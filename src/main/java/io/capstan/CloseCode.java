package io.capstan;

import java.util.Optional;

/** The close codes that Capstan uses or meets (RFC 6455 §7.4, and 44xx of its own). */
public enum CloseCode {
    /** The purpose of the connection is fulfilled. */
    NORMAL(1000),
    /** The server is being stopped or the application undeployed; or a browser left the page. */
    GOING_AWAY(1001),
    /** A frame that RFC 6455 does not allow. Sent by the engine only. */
    PROTOCOL_ERROR(1002),
    /** A kind of message that the component does not take, as binary on a text-only route. */
    UNSUPPORTED_DATA(1003),
    /** The close frame had no code. Never sent. */
    NO_STATUS(1005),
    /** The connection ended without a close frame. Never sent. */
    ABNORMAL(1006),
    /** The content does not fit: not UTF-8, or not valid for the dialect. */
    INVALID_PAYLOAD(1007),
    /** Against the rules: no answer to pings, or a limit that the client insists on breaking. */
    POLICY_VIOLATION(1008),
    /** The message is too big. */
    TOO_BIG(1009),
    /** The client missed an extension. RFC 6455 leaves it to clients; an application may still say it. */
    MANDATORY_EXTENSION(1010),
    /** The component failed. */
    INTERNAL_ERROR(1011),
    /** The server restarts: come back soon. */
    SERVICE_RESTART(1012),
    /** The server cannot serve this client now, for one because its outbox is full: try again later. */
    TRY_AGAIN_LATER(1013),
    /** Not authenticated any more. */
    UNAUTHENTICATED(4401),
    /** Not allowed any more. */
    FORBIDDEN(4403),
    /** Did not authenticate in time. */
    AUTHENTICATION_TIMEOUT(4408),
    /** Too many messages. */
    TOO_MANY_MESSAGES(4429);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    /** The number that is sent. */
    public int code() {
        return code;
    }

    /** Whether this is an ordinary end, which is nobody's fault: 1000, 1001, 1005 and 1012. */
    public boolean isExpected() {
        return this == NORMAL || this == GOING_AWAY || this == NO_STATUS || this == SERVICE_RESTART;
    }

    /** The code with this number, empty for all others, for example those of an application (3000 to 4999). */
    public static Optional<CloseCode> of(int code) {
        for (CloseCode known : values()) {
            if (known.code == code) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Whether an application may send this number: 1000, 1001, 1003, 1007 to 1013, 3000 to 4999. */
    public static boolean isSendable(int code) {
        return code >= 3000 && code <= 4999
                || code == 1000
                || code == 1001
                || code == 1003
                || code >= 1007 && code <= 1013;
    }
}
