package io.capstan.docs;

import io.capstan.Channel;
import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;

@Route("/rooms/{room}")
public class Rooms implements MessageComponent {
    @Inject
    Channels channels;

    private Channel room(Connection connection) {
        return channels.channel("room." + connection.variable("room"));
    }

    @Override
    public void onOpen(Connection connection) {
        room(connection).join(connection);
    }

    @Override
    public void onMessage(Connection connection, String text) {
        room(connection).except(connection).publish(text);
    }
}
