package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
public class Tickets implements MessageComponent {
    @Override
    public void onMessage(Connection connection, String text) {
        connection.send(connection.variable("queue") + " has your ticket: " + text);
    }
}
