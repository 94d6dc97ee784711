package io.capstan.bench.server;

import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;

/** A channel: whoever is on the one route has joined it, and what is said on the other is published to it. */
@Route("/bench/channel")
public class Listeners implements MessageComponent {
    private static final String LISTENERS = "listeners";

    @Inject
    Channels channels;

    @Override
    public void onOpen(Connection listener) {
        channels.channel(LISTENERS).join(listener);
    }

    @Override
    public void onMessage(Connection listener, String text) {}

    /** Where publications go in. */
    @Route("/bench/channel-in")
    public static class In implements MessageComponent {

        @Inject
        Channels channels;

        @Override
        public void onMessage(Connection publisher, String text) {
            channels.publish(LISTENERS, text);
        }
    }
}
