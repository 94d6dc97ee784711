package com.example.first;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;

@Route("/chat/{name}")
public class Chat implements MessageComponent {
    @Inject
    Connections connections;

    @Override
    public void onMessage(Connection from, String text) {
        connections.of(Chat.class).broadcast(from.variable("name") + ": " + text);
    }
}
