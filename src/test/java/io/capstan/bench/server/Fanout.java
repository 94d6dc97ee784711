package io.capstan.bench.server;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;

/** Broadcast as a component. */
@Route("/bench/fanout")
public class Fanout implements MessageComponent {

    @Inject
    Connections connections;

    @Override
    public void onMessage(Connection publisher, String text) {
        connections.of(Fanout.class).except(publisher).broadcast(text);
    }
}
