package io.capstan.bench.server;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;

/** Broadcast as components: whoever is on the one route hears what is said on the other. */
@Route("/bench/fanout")
public class Fanout implements MessageComponent {

    @Override
    public void onMessage(Connection subscriber, String text) {}

    /** Where publications go in. */
    @Route("/bench/fanout-in")
    public static class In implements MessageComponent {

        @Inject
        Connections connections;

        @Override
        public void onMessage(Connection publisher, String text) {
            connections.of(Fanout.class).broadcast(text);
        }
    }
}
