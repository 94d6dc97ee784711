package io.capstan.gate;

import io.capstan.settings.Settings;
import java.util.List;

/**
 * The rules about addresses with which an application begins.
 *
 * @param allow who may connect; none: all
 * @param block who may not
 */
public record AddressOptions(List<Network> allow, List<Network> block) {

    static AddressOptions of(Settings settings) {
        return new AddressOptions(
                networks(settings, "capstan.addresses.allow"), networks(settings, "capstan.addresses.block"));
    }

    /** A list of networks; what is none is a fault. */
    static List<Network> networks(Settings settings, String key) {
        List<String> texts = settings.list(key, List.of());
        if (texts.stream().anyMatch(text -> Network.parse(text).isEmpty())) {
            settings.fault(key, "a list, each " + Network.ALLOWED);
        }
        return texts.stream().flatMap(text -> Network.parse(text).stream()).toList();
    }
}
