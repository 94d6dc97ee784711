package io.capstan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A component whose clients subscribe, publish and call: the pub/sub style. Its route speaks WAMP, both versions, by what the
 * client offers ({@code wamp}, {@code wamp.2.json} and so on), without another word; what a client wants is asked for here, and
 * nothing goes anywhere unless the component says so. A client may call the realm what it likes: there is one, the component.
 *
 * <p>Methods of one connection are called one at a time and in order, those of different connections in parallel; they may
 * block. What the class does when a connection opens or ends it says beside it, by {@code jakarta.websocket.OnOpen} and
 * {@code OnClose} or by {@link MessageComponent}.
 *
 * <p>A {@link WampException} refuses what was asked for, and the client is told the error, as far as its version has words for
 * that: a SUBSCRIBE of the first one is refused by a CALLERROR whose id is the topic, a PUBLISH silently. Any other exception
 * comes to {@code onError}, the client learns of an internal error and its reference, and the connection is closed unless it was
 * a call, or {@code capstan.component.on-error} says otherwise.
 *
 * <p>URIs are those of the first version, any text: where the second one does not allow that, its clients write percent and
 * hexadecimal digits, {@code %23} for {@code #}.
 */
public interface PubSubComponent {

    /**
     * Whether a client may subscribe; by default any may. Asked once for each topic that it has not subscribed to, and where
     * the rules of the channel allow it.
     *
     * @return false: it is refused with {@code wamp.error.not_authorized}
     */
    default boolean beforeSubscribe(Connection connection, Topic topic) throws Exception {
        return true;
    }

    /** A client has subscribed, and gets what is broadcast from now on. Once, however often it says so. */
    default void onSubscribe(Connection connection, Topic topic) throws Exception {}

    /** A client has unsubscribed. Not called when its connection ends, which is told otherwise. */
    default void onUnsubscribe(Connection connection, Topic topic) throws Exception {}

    /**
     * A client publishes, whether it has subscribed or not. By default that is broadcast.
     *
     * @param event a text, number, boolean, list, map or {@code null}; a {@link Wamp.Result} if a client of the second version
     *     publishes anything else than one argument by position
     * @param exclude the ids of the connections that get nothing of it, the publisher's own among them if it wants none
     * @param eligible the ids of the only connections that get anything of it; empty: all
     */
    default void onPublish(
            Connection connection, Topic topic, @Nullable Object event, Set<String> exclude, Set<String> eligible)
            throws Exception {
        topic.broadcast(event, exclude, eligible);
    }

    /**
     * A client calls. By default there are no procedures.
     *
     * @return the result: what JSON-B can encode, {@code null}, a {@link Wamp.Result} of several, or a
     *     {@code CompletionStage} of one of these, which delays no other message
     */
    default @Nullable Object onCall(Connection connection, Call call) throws Exception {
        throw new WampException("wamp.error.no_such_procedure", "There is no procedure " + call.procedure() + ".");
    }

    /**
     * A call.
     *
     * @param id its number, which no other call of the same connection has
     * @param procedure what is called
     * @param arguments by position: texts, numbers, booleans, lists, maps and {@code null}
     * @param keywordArguments by name, which clients of the first version do not have
     */
    record Call(String id, String procedure, List<?> arguments, Map<String, ?> keywordArguments) {}

    /**
     * A topic of a component: the channel {@code <simple name of the class>#<URI>}, so that {@code @ChannelName("Chat#news")
     * Channel} reaches its subscribers from anywhere ({@code capstan.wamp.topic-prefix} chooses another beginning). It is in use
     * while somebody has subscribed, and leaves nothing behind. Thread-safe.
     */
    interface Topic {
        /** Its URI, written out. */
        String id();

        /** How many have subscribed. */
        int size();

        /** Who has subscribed. */
        Stream<Connection> subscribers();

        /** Whether a connection has subscribed. */
        boolean has(Connection connection);

        /**
         * Subscribes a client that has not said so. That is for clients of the first version, which know events by their
         * topic; those of the second one take no events that they have not subscribed to.
         *
         * @return whether it gets events from now on, and did not before
         */
        boolean add(Connection connection);

        /** Ends the subscription of a client, which is not told; whether it had one. */
        boolean remove(Connection connection);

        /** Sends an event to all who have subscribed. See {@link #broadcast(Object, Collection, Collection)}. */
        default void broadcast(@Nullable Object event) {
            broadcast(event, Set.of(), Set.of());
        }

        /**
         * Sends an event to those who have subscribed. Inside of a transaction, that is done when it commits.
         *
         * @param event what {@link #onPublish} may get, or anything else that JSON-B can encode
         * @param exclude the ids of connections that get nothing of it, also if they are among the eligible
         * @param eligible the ids of the only connections that get anything of it; empty: all
         * @throws IllegalArgumentException if it cannot be encoded, or is too large for the channel
         */
        void broadcast(@Nullable Object event, Collection<String> exclude, Collection<String> eligible);
    }
}
