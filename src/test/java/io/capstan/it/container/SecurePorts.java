package io.capstan.it.container;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** On which port each server of this run listens with TLS. */
public final class SecurePorts {
    private static final Map<Integer, Integer> BY_PLAIN = new ConcurrentHashMap<>();

    private SecurePorts() {}

    static void add(int plain, int secure) {
        BY_PLAIN.put(plain, secure);
    }

    /** The same address by TLS. */
    public static URI secure(URI plain) {
        Integer port = Host.current() == Host.WILDFLY
                ? Integer.getInteger("wildfly.https.port")
                : BY_PLAIN.get(plain.getPort());
        if (port == null) {
            throw new IllegalStateException("No port for TLS beside " + plain);
        }
        return URI.create("https://" + plain.getHost() + ":" + port + plain.getPath());
    }
}
