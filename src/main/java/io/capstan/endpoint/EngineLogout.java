package io.capstan.endpoint;

import jakarta.servlet.http.HttpSession;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an engine does by itself to the connections of an HTTP session that ends. Undertow keeps them in a list and closes
 * them with 1008, in front of what waits in their outboxes and of the code that Capstan has for it. So a connection of
 * Capstan's is taken off that list; what others have on it stays.
 */
final class EngineLogout {
    private static final System.Logger LOG = System.getLogger(EngineLogout.class.getName());
    private static final String UNDERTOWS_LIST = "io.undertow.websocket.current-connections";

    private EngineLogout() {}

    /** Leaves the end of the HTTP session to Capstan. Does nothing on other engines. */
    static void leaveToCapstan(Session session, HttpSession httpSession) {
        Optional<Object> channel = Sessions.channel(session);
        if (channel.isEmpty()) {
            return;
        }
        try {
            Object underlying = httpSession.getClass().getMethod("getSession").invoke(httpSession);
            if (list(underlying) instanceof List<?> channels) {
                synchronized (underlying) { // as Undertow does
                    channels.remove(channel.get());
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) { // ended, or not what it was in Undertow 2.3
            LOG.log(Level.DEBUG, "The engine closes the connections of an HTTP session itself", e);
        }
    }

    /** The session that an application sees hides this attribute; Undertow's own, behind it, does not. */
    private static @Nullable Object list(Object underlying) throws ReflectiveOperationException {
        for (Class<?> type : underlying.getClass().getInterfaces()) {
            if (type.getName().equals("io.undertow.server.session.Session")) {
                return type.getMethod("getAttribute", String.class).invoke(underlying, UNDERTOWS_LIST);
            }
        }
        return null;
    }
}
