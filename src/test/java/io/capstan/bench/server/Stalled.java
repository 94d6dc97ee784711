package io.capstan.bench.server;

import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.OutboxLimits.OverflowPolicy;
import io.capstan.Route;
import jakarta.inject.Inject;

/** A channel which keeps who does not read, so that it is there for as long as is measured. */
@Route("/bench/stalled")
@OutboxLimits(policy = OverflowPolicy.DROP_OLDEST)
public class Stalled implements MessageComponent {
    private static final String STALLED = "stalled";

    @Inject
    Channels channels;

    @Override
    public void onOpen(Connection subscriber) {
        channels.channel(STALLED).join(subscriber);
    }

    @Override
    public void onMessage(Connection subscriber, String text) {}

    /** Where publications go in. */
    @Route("/bench/stalled-in")
    public static class In implements MessageComponent {

        @Inject
        Channels channels;

        @Override
        public void onMessage(Connection publisher, String text) {
            channels.publish(STALLED, text);
        }
    }
}
