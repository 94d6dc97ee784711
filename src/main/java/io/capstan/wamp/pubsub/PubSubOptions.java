package io.capstan.wamp.pubsub;

import io.capstan.channel.ChannelNames;
import io.capstan.settings.Settings;
import io.capstan.wamp.session.FirstVersionOptions;
import java.util.Optional;

/**
 * What is configured for a component.
 *
 * @param prefix what the names of its channels begin with
 * @param firstVersion how clients of the first version are understood
 * @param subscriptions how many topics a session may subscribe to
 * @param settings of the sessions of its clients
 */
record PubSubOptions(String prefix, FirstVersionOptions firstVersion, int subscriptions, Settings settings) {
    private static final String PREFIX = "capstan.wamp.topic-prefix";

    static PubSubOptions of(Settings settings, Class<?> type) {
        Settings own = settings.forRoute(type);
        String prefix = own.text(PREFIX).orElse(type.getSimpleName() + "#");
        if (!ChannelNames.isValid(prefix)) {
            own.fault(PREFIX, "the beginning of the name of a channel");
        }
        return new PubSubOptions(
                prefix,
                FirstVersionOptions.of(own, type.getSimpleName()),
                own.number("capstan.wamp.subscriptions", 10_000, 0, 1_000_000),
                own);
    }

    /** What holds where nothing is configured. */
    static PubSubOptions defaults(Class<?> type) {
        return of(new Settings(key -> Optional.empty()), type);
    }
}
