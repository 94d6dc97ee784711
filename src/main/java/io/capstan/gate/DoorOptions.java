package io.capstan.gate;

import io.capstan.settings.Settings;
import java.util.List;

/**
 * What holds before any route is looked at.
 *
 * @param largestHandshake how many bytes the request line and the headers may have
 * @param proxies who may speak for clients
 * @param addresses who may connect
 * @param limits how many may
 */
public record DoorOptions(int largestHandshake, Proxies proxies, AddressOptions addresses, LimitOptions limits) {
    /** Nobody in front, no rules, no limits. */
    static final DoorOptions NONE =
            new DoorOptions(16384, Proxies.NONE, new AddressOptions(List.of(), List.of()), LimitOptions.NONE);

    static DoorOptions of(Settings settings) {
        return new DoorOptions(
                settings.number("capstan.handshake.max-bytes", 16384, 1024, 1 << 20),
                Proxies.of(settings),
                AddressOptions.of(settings),
                LimitOptions.of(settings));
    }
}
