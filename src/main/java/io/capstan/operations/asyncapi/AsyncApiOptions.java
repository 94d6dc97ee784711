package io.capstan.operations.asyncapi;

import io.capstan.settings.Settings;

/**
 * What is configured of the document.
 *
 * @param enabled whether it is served
 * @param title what the application is called in it
 * @param version the version of the application
 */
public record AsyncApiOptions(boolean enabled, String title, String version) {

    /** The configured options. */
    public static AsyncApiOptions of(Settings settings) {
        return new AsyncApiOptions(
                settings.flag("capstan.asyncapi.enabled", false),
                settings.text("capstan.asyncapi.title").orElse("Capstan application"),
                settings.text("capstan.asyncapi.version").orElse("1.0.0"));
    }
}
