package io.capstan.docs;

import io.capstan.Connection;
import io.capstan.Connections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

@ApplicationScoped
public class Announcer {
    @Inject
    Connections connections;

    void remind(String id) {
        connections.find(id).ifPresent(connection -> connection.send("still there?"));
    }

    void tell(Connection sender, String text) {
        // everybody in the chat
        connections.of(Chat.class).broadcast(text);
        // all but the sender
        connections.of(Chat.class).except(sender).broadcast(text);
        // only some
        connections.where(each -> each.handshake().secure()).broadcast(text);
    }
}
