package io.capstan.endpoint;

import io.capstan.gate.Passage;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How a passage gets from its handshake to the session that comes of it.
 *
 * <p>Jakarta EE has the user properties for this. Undertow makes three maps out of one entry there, and a map keeps its
 * table when it is empty again: 144 bytes of each connection. But it makes a configuration for each handshake, and gives
 * the very same one to the session, which tells them apart as well. Tyrus keeps such maps too, and opens a connection on a
 * thread on which its {@linkplain io.capstan.gate.UpgradeGuard guard} has put the passage.
 */
final class Handover {
    /** The key under which a session finds its passage on other engines. */
    static final String KEY = "io.capstan.passage";

    private static final String UNDERTOW = "io.undertow.";
    private static final String TYRUS = "org.glassfish.tyrus.";

    /** Weak: a handshake that comes to nothing leaves nothing behind. */
    private static final Map<EndpointConfig, Passage> BY_CONFIG = Collections.synchronizedMap(new WeakHashMap<>());

    /** Whether Tyrus has opened a connection on the thread of its upgrade guard, and so does it with all others. */
    private static volatile boolean onThread;

    private Handover() {}

    /** The handshake of this configuration came by this passage; {@code null}: by none. */
    static void give(EndpointConfig config, @Nullable Passage passage) {
        if (isOfOneHandshake(config)) {
            if (passage != null) {
                BY_CONFIG.put(config, passage);
            }
        } else if (passage == null || onThread && config.getClass().getName().startsWith(TYRUS)) {
            config.getUserProperties().remove(KEY);
        } else {
            config.getUserProperties().put(KEY, passage);
        }
    }

    /** The passage of a session that is being opened; the next one to ask finds none. */
    static @Nullable Passage take(Session session, EndpointConfig config) {
        if (isOfOneHandshake(config)) {
            return BY_CONFIG.remove(config);
        }
        Passage passage = Passage.current().orElse(null);
        if (passage != null) {
            onThread = true;
        }
        Object kept = session.getUserProperties().remove(KEY);
        config.getUserProperties().remove(KEY); // may be another map, which lives as long as the session
        return passage == null ? (Passage) kept : passage;
    }

    /** Those that Undertow makes for a handshake; what has been registered is of the API's own class, or the application's. */
    private static boolean isOfOneHandshake(EndpointConfig config) {
        return config.getClass().getName().startsWith(UNDERTOW)
                && config.getClass().getSimpleName().startsWith("PerConnection");
    }
}
