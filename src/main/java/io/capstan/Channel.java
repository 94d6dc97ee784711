package io.capstan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * A named topic. What is published to it reaches all connections that have joined it, each in the format of its dialect,
 * encoded once for each format. Injectable by {@code @Inject @ChannelName("orders") Channel orders}, and found by
 * {@link Channels#channel}.
 *
 * <p>Order: all that have joined see the publications in one order, the one of their positions. What a thread publishes,
 * to one channel or to several, reaches each connection in the order in which it was published.
 *
 * <p>What this interface does is done in the name of the application: the rules about who may subscribe and publish are for
 * clients. All methods may be called from any thread, and none of them fails because of a connection that has ended.
 */
public interface Channel {

    /** The name. */
    String name();

    /** Has a connection get what is published from now on, until it leaves or ends. Does nothing if it has joined. */
    void join(Connection connection);

    /** Has a connection get nothing more. Does nothing if it has not joined. */
    void leave(Connection connection);

    /** Whether a connection has joined. */
    boolean has(Connection connection);

    /** How many connections have joined. */
    int size();

    /** The connections that have joined. Those that come or go meanwhile may or may not be seen. */
    Stream<Connection> members();

    /** This channel without these: what is published by this view does not reach them. */
    Channel except(Connection... connections);

    /**
     * These of the channel's connections: what is published by this view reaches nobody else, is not kept in the history,
     * and has no position.
     */
    Channel only(Connection... connections);

    /** Those of the channel's connections whose caller has this name. See {@link #only}. */
    Channel ofUser(String name);

    /**
     * Publishes a text, a {@link Message}, a {@link java.nio.ByteBuffer}, or any other object as JSON made by JSON-B.
     *
     * <p>Inside a JTA transaction it leaves when that commits, and never when it rolls back; elsewhere at once. It returns
     * before anything has left. Waits while the application publishes faster than the server can write (4,096 messages or
     * 16 MiB wait).
     *
     * @throws IllegalArgumentException if JSON-B cannot encode the object, or if it is larger than the channel's payloads
     *     may be
     */
    void publish(Object data);

    /** The same at once, whatever the transaction; returns what was published. */
    Publication publishNow(Object data);

    /** The last publications that are kept, at most so many, oldest first. Empty if the channel keeps none. */
    List<Publication> history(int most);

    /**
     * Sends a message to all that have joined but those with these ids, and says what became of it for each. It is no
     * publication: it comes as it is, whatever the dialect, and is not kept. Its place is behind what was published before.
     */
    CompletionStage<DeliveryReport> broadcast(Message message, String... exceptIds);

    /** The same to those with these ids, as far as they have joined. */
    CompletionStage<DeliveryReport> multicast(Message message, Collection<String> ids);

    /** The same to the one with this id, if it has joined. */
    default CompletionStage<DeliveryReport> send(Message message, String id) {
        return multicast(message, List.of(id));
    }

    /**
     * What became of a message to many, for each connection by its id. A failure for one of them is none for another.
     *
     * @param delivered those for which it was handed to the network, or was given up as the policy of their outbox says
     * @param failed those that ended before, with the reason
     * @param unknown ids that were asked for and have not joined
     */
    record DeliveryReport(Map<String, Delivery> delivered, Map<String, Throwable> failed, Set<String> unknown) {}
}
