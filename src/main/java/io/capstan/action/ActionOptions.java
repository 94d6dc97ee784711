package io.capstan.action;

import io.capstan.settings.Settings;

/**
 * What is configured of the dialect.
 *
 * @param subscriptions how many channels one connection may follow
 * @param onInvalid what becomes of a connection whose message is none of the dialect
 */
public record ActionOptions(int subscriptions, OnInvalid onInvalid) {
    /** What becomes of a connection whose message is none of the dialect: {@code capstan.action.on-invalid}. */
    public enum OnInvalid {
        /** It stays, and is told. */
        ERROR,
        /** It is told, and closed with 1007. */
        CLOSE
    }

    /** What holds where nothing is configured. */
    static final ActionOptions DEFAULTS = new ActionOptions(1000, OnInvalid.ERROR);

    /** The configured options. */
    public static ActionOptions of(Settings settings) {
        return new ActionOptions(
                settings.number("capstan.channels.subscriptions", DEFAULTS.subscriptions, 1, 1_000_000),
                settings.choice("capstan.action.on-invalid", DEFAULTS.onInvalid));
    }
}
