package io.capstan.gate;

import io.capstan.settings.Settings;
import java.time.Duration;

/**
 * What a route asks of its callers after the handshake.
 *
 * @param firstMessage whether a caller who is not known yet authenticates by its first message
 * @param deadline how long it may take for that
 * @param inBand whether a client may bring a new token in a message
 * @param recheck whether the caller is checked again before each message
 * @param onFailure how a client learns that it has not authenticated
 */
public record AuthenticationOptions(
        boolean firstMessage, Duration deadline, boolean inBand, boolean recheck, OnFailure onFailure) {

    /** How a client learns that it has not authenticated: {@code capstan.token.on-failure}. */
    public enum OnFailure {
        /** By the status of the refused handshake, and later by the close code. */
        REFUSE,
        /** By a message after the 101, and the close code. */
        MESSAGE
    }

    static AuthenticationOptions of(Settings settings) {
        return new AuthenticationOptions(
                settings.flag("capstan.token.first-message", false),
                settings.duration("capstan.token.deadline", Duration.ofSeconds(5), Duration.ofMillis(100)),
                settings.flag("capstan.token.in-band", false),
                settings.flag("capstan.token.recheck", false),
                settings.choice("capstan.token.on-failure", OnFailure.REFUSE));
    }
}
