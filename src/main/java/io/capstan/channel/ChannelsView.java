package io.capstan.channel;

import io.capstan.Channel;
import io.capstan.Channels;
import java.util.stream.Stream;

/** The channels as applications see them. */
final class ChannelsView implements Channels {
    private final Hub hub;

    ChannelsView(Hub hub) {
        this.hub = hub;
    }

    @Override
    public Channel channel(String name) {
        return hub.channel(name);
    }

    @Override
    public Stream<String> names() {
        return hub.names();
    }
}
