package io.capstan.http;

import io.capstan.settings.Settings;
import java.util.List;

/**
 * All that is configured of WAMP by HTTP.
 *
 * @param bridge publications and calls, one by one
 * @param poll sessions without a WebSocket
 */
public record HttpOptions(BridgeOptions bridge, PollOptions poll) {

    /** The configured options. */
    public static HttpOptions of(Settings settings) {
        HttpOptions options = new HttpOptions(BridgeOptions.of(settings), PollOptions.of(settings));
        options.bridge.path().ifPresent(path -> checkRealm(settings, "capstan.wamp.bridge.path", path));
        options.poll.path().ifPresent(path -> checkRealm(settings, "capstan.wamp.longpoll.path", path));
        return options;
    }

    private static void checkRealm(Settings settings, String key, BasePath path) {
        if (settings.list("capstan.wamp.realms", List.of()).isEmpty()) {
            settings.fault("The setting " + key + " is '" + path.text()
                    + "', and there is no realm to reach; set capstan.wamp.realms, as in realm1.");
        }
    }
}
