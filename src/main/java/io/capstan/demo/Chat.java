package io.capstan.demo;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;

/** A chat: what one says in a room, all in that room hear. */
@Route("/chat/{room}")
public class Chat implements MessageComponent {
    @Inject
    Connections connections;

    @Override
    public void onMessage(Connection sender, String text) {
        String room = sender.variable("room");
        connections
                .of(Chat.class)
                .where(other -> other.variable("room").equals(room))
                .broadcast(text);
    }
}
