package io.capstan;

import java.util.stream.Stream;

/**
 * The channels of this application: named topics, to which any bean publishes and any connection may listen. Injectable
 * everywhere; all methods may be called from any thread.
 *
 * <p>A channel is there as long as somebody uses it: a connection has joined it, its history is kept, or it is injected
 * somewhere by {@link ChannelName}. Nothing has to be declared, and nothing stays behind.
 */
public interface Channels {

    /**
     * The channel of this name, whether it is in use or not. Costs nothing, and may be kept.
     *
     * @param name 1 to 200 characters, none of them a space, a control character or half of a surrogate pair
     * @throws IllegalArgumentException if it cannot be the name of a channel
     */
    Channel channel(String name);

    /** The names of the channels that are in use or injected somewhere. Those that come or go meanwhile may or may not be there. */
    Stream<String> names();

    /** Publishes to a channel. See {@link Channel#publish}. */
    default void publish(String channel, Object data) {
        channel(channel).publish(data);
    }
}
