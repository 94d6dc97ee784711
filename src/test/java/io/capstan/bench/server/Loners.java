package io.capstan.bench.server;

import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;

/** Each is in a channel of its own. They all come by the same path, since a server keeps something for each path. */
@Route("/bench/own")
public class Loners implements MessageComponent {

    @Inject
    Channels channels;

    @Override
    public void onOpen(Connection loner) {
        channels.channel("own." + loner.id()).join(loner);
    }

    @Override
    public void onMessage(Connection loner, String text) {}
}
