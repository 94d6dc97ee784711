package io.capstan.it.host.app;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;

/** What one says, all hear. */
@Route("/gossip")
public class Gossip implements MessageComponent {
    @Inject
    Connections connections;

    @Override
    public void onMessage(Connection sender, String text) {
        connections.of(Gossip.class).broadcast(text);
    }
}
