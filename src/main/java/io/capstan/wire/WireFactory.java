package io.capstan.wire;

import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the wires of one application's connections, all of one kind. An accelerated one knows one engine, and finds out
 * at the start whether that engine is there and as expected.
 */
public interface WireFactory {

    /** The name of its wires, see {@link Wire#name}. */
    String name();

    /**
     * Called once, when the application starts.
     *
     * @throws WireMismatchException if this engine is not the expected one; another factory is tried then
     */
    void start(ServerContainer container) throws WireMismatchException;

    /**
     * How long a thread of the engine may wait awake for what clients send next, where messages are handled by the thread that has
     * read them, see {@link Wire#deliver}. Called before the first connection, or never: then not at all.
     */
    default void busyPoll(Duration longest) {}

    /**
     * Called on the thread of a handshake that the gate let through.
     *
     * @return what {@link #open} wants to be given when the connection is opened
     */
    default @Nullable Object handshake() {
        return null;
    }

    /**
     * The wire of a connection.
     *
     * @param kept what {@link #handshake} returned
     * @param transport drops the TCP connection
     * @throws WireMismatchException if the session is not as expected; it gets a portable wire then, as do all after it
     */
    Wire open(Session session, @Nullable Object kept, Transport transport) throws WireMismatchException;

    /** Whether its wires can make use of permessage-deflate, so that it may be agreed upon. */
    default boolean compresses() {
        return false;
    }

    /**
     * How long a stop waits for the last frames of its wires, where {@link Wire#whenLeft} cannot tell that they have left:
     * some engines cut off what waits when the application is gone.
     */
    default Duration lastMoment() {
        return Duration.ZERO;
    }

    /** Called once, when the application has been stopped. */
    default void stop() {}
}
