package io.capstan.it.host.app;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.wire.WireConnection;
import jakarta.inject.Inject;

/**
 * Publishes more at once than one write carries: {@code flood 500 text} sends it to all, numbered; {@code leave 500 text}
 * closes the sender behind it; {@code wire} is answered with the name of the wire.
 */
@Route("/flood")
public class Flood implements MessageComponent {
    @Inject
    Connections connections;

    @Override
    public void onMessage(Connection sender, String text) {
        String[] words = text.split(" ", 3);
        if (words[0].equals("wire")) {
            sender.send(((WireConnection) sender).wireName());
            return;
        }
        Connections all = connections.of(Flood.class);
        for (int i = 0; i < Integer.parseInt(words[1]); i++) {
            all.broadcast(i + " " + words[2]);
        }
        if (words[0].equals("leave")) {
            sender.close(4000, "that was all");
        }
    }
}
