package io.capstan.action;

import java.util.Locale;

/** Why something that a client asked for was not done; the {@code code} of an {@code error}. These never change. */
public enum ErrorCode {
    /** The message is none of the dialect, or its data is not what the action takes. */
    INVALID,
    /** There is no such action here. */
    UNKNOWN_ACTION,
    /** The client may not. */
    FORBIDDEN,
    /** The token is wrong, or another caller's. */
    INVALID_TOKEN,
    /** What the client sends, or asks for, is too large. */
    TOO_LARGE,
    /** The connection follows as many channels as it may. */
    TOO_MANY,
    /** The client publishes more in a second than the channel takes. */
    TOO_FAST,
    /** The action is not switched on here. */
    NOT_ENABLED,
    /** The server failed; it is not the client's fault. */
    INTERNAL;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As it is written: {@code too-many}. */
    String text() {
        return text;
    }
}
