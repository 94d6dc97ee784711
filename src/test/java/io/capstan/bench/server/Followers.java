package io.capstan.bench.server;

import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import jakarta.inject.Inject;

/** A channel of which publications come in the action dialect. */
@Route(value = "/bench/action", subprotocols = "capstan.json")
public class Followers implements MessageComponent {
    private static final String FOLLOWERS = "followers";

    @Inject
    Channels channels;

    @Override
    public void onOpen(Connection follower) {
        channels.channel(FOLLOWERS).join(follower);
    }

    @Override
    public void onMessage(Connection follower, String text) {}

    /** Where publications go in. */
    @Route("/bench/action-in")
    public static class In implements MessageComponent {

        @Inject
        Channels channels;

        @Override
        public void onMessage(Connection publisher, String text) {
            channels.publish(FOLLOWERS, text);
        }
    }
}
