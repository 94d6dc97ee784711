package io.capstan.channel;

import io.capstan.settings.Settings;

/**
 * How much may be kept of channels, whatever their rules say.
 *
 * @param idle how many channels are kept that nobody has joined
 * @param idleBytes how much these may keep in all
 * @param historyBytes how much a channel may keep
 */
public record Bounds(int idle, long idleBytes, int historyBytes) {
    /** What holds where nothing is configured. */
    public static final Bounds DEFAULTS = new Bounds(10_000, 64 << 20, 4 << 20);

    /** The configured ones, {@code capstan.channels.*}. */
    public static Bounds of(Settings settings) {
        return new Bounds(
                settings.number("capstan.channels.idle", DEFAULTS.idle, 0, Integer.MAX_VALUE),
                settings.number("capstan.channels.idle.bytes", (int) DEFAULTS.idleBytes, 0, Integer.MAX_VALUE),
                settings.number("capstan.channels.history.bytes", DEFAULTS.historyBytes, 1024, Integer.MAX_VALUE));
    }
}
