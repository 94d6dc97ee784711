package io.capstan.server;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** A key by which whoever has started the server can push messages, where nobody has said who may. */
final class PushKey {
    private static final String KEYS = "capstan.push.keys";
    private static final int BYTES = 24;

    private PushKey() {}

    /** Sets a random key that is good for this run; empty if it is configured who may push. */
    static Optional<String> forThisRun() {
        boolean configured = Stream.of(KEYS, "capstan.push.role").anyMatch(key -> ConfigProvider.getConfig()
                .getOptionalValue(key, String.class)
                .isPresent());
        if (configured) {
            return Optional.empty();
        }
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        System.setProperty(KEYS, key);
        return Optional.of(key);
    }
}
