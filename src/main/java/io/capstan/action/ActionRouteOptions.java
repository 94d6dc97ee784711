package io.capstan.action;

import io.capstan.action.ActionOptions.OnInvalid;
import io.capstan.settings.Settings;

/**
 * What is configured of the dialect for a component with actions of its own.
 *
 * @param onInvalid what becomes of a connection whose message is none of the dialect
 * @param channels whether clients may follow channels there too, as the rules of these say
 * @param subscriptions how many of them one connection may follow
 * @param data how the data of replies is written
 * @param violations how violated constraints are told
 */
public record ActionRouteOptions(
        OnInvalid onInvalid, boolean channels, int subscriptions, Data data, Violations violations) {
    /** How the data of replies is written: {@code capstan.action.data}. */
    public enum Data {
        /** As a JSON value. */
        VALUE,
        /** As a JSON string in which there is JSON: for clients that expect it twice encoded. */
        DOUBLE_ENCODED
    }

    /** How violated constraints are told: {@code capstan.action.violations}. */
    public enum Violations {
        /** With message and code, and each violation with path, message and code. */
        OBJECTS,
        /** As the list of the messages alone. */
        MESSAGES
    }

    /** What holds where nothing is configured. */
    static final ActionRouteOptions DEFAULTS = new ActionRouteOptions(
            OnInvalid.CLOSE, true, ActionOptions.DEFAULTS.subscriptions(), Data.VALUE, Violations.OBJECTS);

    /** What is configured for a component. */
    public static ActionRouteOptions of(Settings settings) {
        return new ActionRouteOptions(
                settings.choice("capstan.action.on-invalid", DEFAULTS.onInvalid),
                settings.flag("capstan.action.channels", DEFAULTS.channels),
                settings.number("capstan.channels.subscriptions", DEFAULTS.subscriptions, 1, 1_000_000),
                settings.choice("capstan.action.data", DEFAULTS.data),
                settings.choice("capstan.action.violations", DEFAULTS.violations));
    }
}
