package io.capstan.wire;

import jakarta.websocket.Session;
import java.io.Closeable;

/** Makes the wire of a new connection. One for each kind of wire; the portable one fits every engine. */
@FunctionalInterface
public interface WireFactory {

    /**
     * The wire of a connection.
     *
     * @param transport drops the TCP connection
     */
    Wire open(Session session, Closeable transport);
}
