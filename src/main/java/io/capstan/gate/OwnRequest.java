package io.capstan.gate;

import jakarta.servlet.http.WebConnection;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the request behind an upgraded connection to that connection alone, on Payara.
 *
 * <p>Payara uses the objects of a request again as soon as the connection is closed, although other threads may still have
 * to do with it: the one that reads, or the one that has just found the client gone. What those do then happens to a
 * stranger's connection: a close frame in the answer to a handshake, or the end of a handshake half way. And of the several
 * {@code WebConnection}s that Payara makes for one request, two may be closed at a time. So the request is taken out of
 * use, and so are {@linkplain SingleUse the objects below it}; and its last {@code WebConnection}, which Payara itself closes,
 * is the one to close.
 *
 * <p>A server that is not as expected is left as it is: it is no worse then than without Capstan.
 */
final class OwnRequest {
    private static final System.Logger LOG = System.getLogger(OwnRequest.class.getName());

    private static final String PACKAGE = "org.apache.catalina.connector.";
    private static final String CONNECTION = PACKAGE + "WebConnectionImpl";

    /** How to get at the objects of this server; written once known. */
    private static volatile @Nullable Access access;

    private OwnRequest() {}

    /** Keeps the request behind a connection to it, until {@link #close} of the same one. */
    static void keep(WebConnection connection) {
        if (!isOfPayara(connection)) {
            return;
        }
        try {
            Access found = access;
            if (found == null) {
                found = new Access(connection.getClass());
                access = found;
            }
            found.own(connection);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(Level.INFO, "The server may use the request of a closed connection again too early: {0}", e);
        }
    }

    private static boolean isOfPayara(WebConnection connection) {
        return connection.getClass().getName().equals(CONNECTION);
    }

    /** Closes a connection, by the last one to its request where that is not itself. */
    static void close(WebConnection connection) throws Exception {
        Access found = access;
        (found == null || !isOfPayara(connection) ? connection : found.last(connection)).close();
    }

    /** The connection is over: the server is to keep nothing of the application for how it ended. */
    static void end(WebConnection connection) {
        Access found = access;
        if (found == null || !isOfPayara(connection)) {
            return;
        }
        try {
            Object socket = found.socket(connection);
            if (socket != null) {
                GrizzlyReasons.generalise(socket);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The server may keep the application for the way in which a connection ended: {0}", e);
        }
    }

    private static final class Access {
        private final Field request;
        private final Method webConnection;
        private final Method unlockSession;
        private final Method pooled;
        private final Method packet;
        private final Method socket;
        private final Method removeNote;
        private final Object[] notes;
        private final SingleUse singleUse;

        Access(Class<?> connection) throws ReflectiveOperationException {
            request = connection.getDeclaredField("request");
            request.setAccessible(true);
            webConnection = request.getType().getMethod("getWebConnection");
            unlockSession = request.getType().getMethod("unlockSession");
            pooled = request.getType().getMethod("getCoyoteRequest");
            packet = pooled.getReturnType().getMethod("getRequest");
            socket = packet.getReturnType().getMethod("getConnection");
            Class<?> adapter = Class.forName(PACKAGE + "CoyoteAdapter", false, connection.getClassLoader());
            notes = new Object[] {note(adapter, "CATALINA_REQUEST_NOTE"), note(adapter, "CATALINA_RESPONSE_NOTE")};
            removeNote = pooled.getReturnType().getMethod("removeNote", notes[0].getClass());
            singleUse = new SingleUse(pooled.getReturnType());
        }

        private static Object note(Class<?> adapter, String name) throws ReflectiveOperationException {
            Field field = adapter.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(null);
        }

        /** Has the pool forget the request. Payara would have unlocked its HTTP session only at the end. */
        void own(WebConnection connection) throws ReflectiveOperationException {
            Object own = request.get(connection);
            Object shared = pooled.invoke(own);
            singleUse.mark(shared);
            for (Object note : notes) {
                removeNote.invoke(shared, note);
            }
            unlockSession.invoke(own);
        }

        /** The connection below; {@code null} where the request knows it no longer. */
        @Nullable
        Object socket(WebConnection connection) throws ReflectiveOperationException {
            Object received = packet.invoke(pooled.invoke(request.get(connection)));
            return received == null ? null : socket.invoke(received);
        }

        WebConnection last(WebConnection first) throws ReflectiveOperationException {
            return webConnection.invoke(request.get(first)) instanceof WebConnection last ? last : first;
        }
    }
}
