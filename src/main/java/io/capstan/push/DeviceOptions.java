package io.capstan.push;

import io.capstan.settings.Settings;
import java.time.Duration;

/**
 * Devices.
 *
 * @param incoming what becomes of what a device sends
 * @param heartbeat after which time all devices are told that the server is there, again and again; zero: never
 * @param channels how many channels a device may be in
 * @param remember for how long the subscriptions of a device that is away are remembered
 * @param mostRemembered of how many devices
 */
record DeviceOptions(Incoming incoming, Duration heartbeat, int channels, Duration remember, int mostRemembered) {
    /** Those of an application that says nothing about it. */
    static final DeviceOptions DEFAULTS =
            new DeviceOptions(Incoming.IGNORE, Duration.ZERO, 1000, Duration.ofHours(24), 10_000);

    /** What becomes of what a device sends: {@code capstan.push.incoming}. */
    enum Incoming {
        /** Nothing. */
        IGNORE,
        /** The connection closes: with 1008 for a text, with 1003 for bytes. */
        CLOSE
    }

    static DeviceOptions of(Settings settings) {
        return new DeviceOptions(
                settings.choice("capstan.push.incoming", DEFAULTS.incoming),
                settings.duration("capstan.push.heartbeat", DEFAULTS.heartbeat, Duration.ZERO),
                settings.number("capstan.push.channels-per-device", DEFAULTS.channels, 1, 1_000_000),
                settings.duration("capstan.push.remember.time", DEFAULTS.remember, Duration.ofSeconds(1)),
                settings.number("capstan.push.remember.most", DEFAULTS.mostRemembered, 0, 10_000_000));
    }
}
