package io.capstan.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The WAMP realm of the demo, which whoever sits at this machine may join without a name. */
final class DemoRealm {
    private static final String REALM = "realm1";
    private static final String AUTH = "capstan.wamp.realm." + REALM + ".auth";

    private DemoRealm() {}

    /** Opens it, unless the server can be reached from elsewhere, or it is configured who may join. */
    static void open(String host) {
        Config config = ConfigProvider.getConfig();
        boolean configured = Stream.of(AUTH, "capstan.wamp.auth")
                .anyMatch(key -> config.getOptionalValue(key, String.class).isPresent());
        List<String> realms = config.getOptionalValue("capstan.wamp.realms", String.class)
                .map(text -> Arrays.asList(text.split("\\s*,\\s*")))
                .orElse(List.of());
        if (!configured && realms.contains(REALM) && isLoopback(host)) {
            System.setProperty(AUTH, "anonymous,caller,ticket,wampcra,scram,cryptosign,cookie");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false; // it will be told so when it listens
        }
    }
}
