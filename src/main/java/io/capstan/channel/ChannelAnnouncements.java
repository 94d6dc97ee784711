package io.capstan.channel;

import io.capstan.Channel;
import io.capstan.ChannelEvent;
import io.capstan.Connection;
import io.capstan.wire.Announcement;
import io.capstan.wire.Announcer;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.stream.Stream;

/** Tells CDI observers who joins and leaves channels, those of a channel in order. */
public final class ChannelAnnouncements implements ChannelEvents {
    private final Announcement<ChannelEvent> subscribed;
    private final Announcement<ChannelEvent> unsubscribed;
    private final Announcement<ChannelEvent> occupied;
    private final Announcement<ChannelEvent> vacated;
    private final Announcer announcer;

    /** Tells the observers among these beans. */
    public ChannelAnnouncements(BeanManager beans, Announcer announcer) {
        this.subscribed = new Announcement<>(beans, ChannelEvent.class, ChannelEvent.Subscribed.Literal.INSTANCE);
        this.unsubscribed = new Announcement<>(beans, ChannelEvent.class, ChannelEvent.Unsubscribed.Literal.INSTANCE);
        this.occupied = new Announcement<>(beans, ChannelEvent.class, ChannelEvent.Occupied.Literal.INSTANCE);
        this.vacated = new Announcement<>(beans, ChannelEvent.class, ChannelEvent.Vacated.Literal.INSTANCE);
        this.announcer = announcer;
    }

    @Override
    public void joined(Channel channel, Connection connection, boolean first) {
        note(subscribed, channel, connection);
        if (first) {
            note(occupied, channel, connection);
        }
    }

    @Override
    public void left(Channel channel, Connection connection, boolean last) {
        note(unsubscribed, channel, connection);
        if (last) {
            note(vacated, channel, connection);
        }
    }

    private void note(Announcement<ChannelEvent> announcement, Channel channel, Connection connection) {
        if (announcement.isSilent()) {
            return;
        }
        ChannelEvent event = new ChannelEvent(channel, connection);
        if (announcement.isHeard(event)) {
            announcer.note(channel.name(), () -> announcement.fire(event));
        }
    }

    @Override
    public void awaitRoom(String channel) {
        if (isHeard()) {
            announcer.awaitRoom(channel);
        }
    }

    @Override
    public void fire(String channel) {
        if (isHeard()) {
            announcer.fire(channel);
        }
    }

    private boolean isHeard() {
        return !Stream.of(subscribed, unsubscribed, occupied, vacated).allMatch(Announcement::isSilent);
    }
}
