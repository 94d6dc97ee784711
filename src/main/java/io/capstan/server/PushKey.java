package io.capstan.server;

import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** A key by which whoever has started the server can push messages, where nobody has said who may. */
final class PushKey {
    private static final String KEYS = "capstan.push.keys";

    private PushKey() {}

    /** Sets a random key that is good for this run; empty if it is configured who may push. */
    static Optional<String> forThisRun() {
        boolean configured = Stream.of(KEYS, "capstan.push.role").anyMatch(key -> ConfigProvider.getConfig()
                .getOptionalValue(key, String.class)
                .isPresent());
        if (configured) {
            return Optional.empty();
        }
        String key = RandomKey.make();
        System.setProperty(KEYS, key);
        return Optional.of(key);
    }
}
