package io.capstan;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The open connections of this application on this node: injectable everywhere, live and read-only.
 *
 * <p>What is injected sees all of them; {@link #of}, {@link #where} and {@link #except} give narrower views, which cost
 * nothing to make and may be kept: {@code connections.of(Chat.class).except(sender).broadcast(text)}.
 */
public interface Connections {

    /** The connection with this id, if this view has it. Takes constant time. */
    Optional<Connection> find(String id);

    /** The connections of this view. Those that come or go meanwhile may or may not be seen. */
    Stream<Connection> all();

    /** The connections of a component, by the class that carries the route. Empty for any other class. */
    Connections of(Class<?> component);

    /** Those of this view for which the condition holds when it is used. */
    Connections where(Predicate<? super Connection> condition);

    /** This view without these. */
    Connections except(Connection... connections);

    /** How many there are. Takes time in proportion to them in a view made by {@link #where}. */
    int size();

    /**
     * How messages reach the engine: {@code undertow} or {@code tyrus}, past the engine's queues, or {@code portable},
     * through the Jakarta API; see {@code capstan.wire}.
     */
    String wire();

    /** Sends a text to all of this view. See {@link #broadcast(Message)}. */
    default int broadcast(String text) {
        return broadcast(Message.text(text));
    }

    /**
     * Sends a message, encoded once, to all of this view. It never fails because of one of them, and returns before it
     * has left. All connections of a component see the messages to all of it in one order; what a thread sends, here and
     * by {@link Connection#send}, reaches each connection in the order in which it was sent. Waits while the
     * application sends faster than the server can write (4,096 messages or 16 MiB wait).
     *
     * @return how many connections this view had
     * @throws IllegalArgumentException if the message is an object that JSON-B cannot encode
     */
    int broadcast(Message message);
}
