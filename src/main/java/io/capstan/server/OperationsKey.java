package io.capstan.server;

import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A key by which the command line reads routes and figures of the server that it has started. It stands in the user's own
 * directory and nowhere else: a request that comes from this machine may come from a proxy on it, and so from anybody.
 */
final class OperationsKey {
    private static final String KEYS = "capstan.operations.keys";

    private OperationsKey() {}

    /** Adds a random key for this run to those that are configured. */
    static String forThisRun() {
        String key = RandomKey.make();
        String keys = ConfigProvider.getConfig()
                .getOptionalValue(KEYS, String.class)
                .map(configured -> configured + "," + key)
                .orElse(key);
        System.setProperty(KEYS, keys);
        return key;
    }
}
