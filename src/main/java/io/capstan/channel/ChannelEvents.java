package io.capstan.channel;

import io.capstan.Channel;
import io.capstan.Connection;

/** Who wants to know who joins and leaves. */
interface ChannelEvents {
    /** Nobody does. */
    ChannelEvents NONE = new ChannelEvents() {
        @Override
        public void joined(Channel channel, Connection connection, boolean first) {}

        @Override
        public void left(Channel channel, Connection connection, boolean last) {}

        @Override
        public void fire(String channel) {}
    };

    /** Notes that a connection has joined. Under the lock of the channel: nobody is told yet. */
    void joined(Channel channel, Connection connection, boolean first);

    /** Notes that a connection has left. */
    void left(Channel channel, Connection connection, boolean last);

    /** Waits while observers of this channel are too far behind. Before somebody joins; without a lock. */
    default void awaitRoom(String channel) {}

    /** Has observers told, in order and on another thread, what was noted of this channel. */
    void fire(String channel);
}
