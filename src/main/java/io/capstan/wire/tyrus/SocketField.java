package io.capstan.wire.tyrus;

import io.capstan.wire.WireMismatchException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Field;
import org.glassfish.tyrus.core.TyrusRemoteEndpoint;
import org.glassfish.tyrus.core.TyrusWebSocket;

/** The field by which a session's remote knows its web socket; Tyrus has no public way from the one to the other. */
final class SocketField {
    private static final String NAME = "webSocket";

    private final Field field;

    private SocketField(Field field) {
        this.field = field;
    }

    static SocketField find() throws WireMismatchException {
        String expected = "expected a field " + TyrusWebSocket.class.getSimpleName() + " " + NAME + " in "
                + TyrusRemoteEndpoint.class.getName();
        try {
            Field field = TyrusRemoteEndpoint.class.getDeclaredField(NAME);
            if (field.getType() != TyrusWebSocket.class) {
                throw new WireMismatchException(expected + ", found " + field);
            }
            field.setAccessible(true);
            return new SocketField(field);
        } catch (NoSuchFieldException e) {
            throw new WireMismatchException(expected + ", found none", e);
        } catch (RuntimeException | LinkageError e) { // the module system, or classes that do not fit together
            throw new WireMismatchException(expected + " that may be read, found " + e, e);
        }
    }

    /** The web socket behind a session. */
    TyrusWebSocket of(Session session) throws WireMismatchException {
        RemoteEndpoint remote = session.getBasicRemote();
        if (!(remote instanceof TyrusRemoteEndpoint)) {
            throw new WireMismatchException("expected a session whose remote extends "
                    + TyrusRemoteEndpoint.class.getName() + ", found "
                    + remote.getClass().getName());
        }
        try {
            if (field.get(remote) instanceof TyrusWebSocket socket) {
                return socket;
            }
        } catch (IllegalAccessException e) {
            throw new WireMismatchException("expected that " + field + " may be read", e);
        }
        throw new WireMismatchException("expected a web socket in " + field + ", found null");
    }
}
