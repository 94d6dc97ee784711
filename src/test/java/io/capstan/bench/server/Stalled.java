package io.capstan.bench.server;

import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.OverflowPolicy;
import io.capstan.Route;
import jakarta.inject.Inject;

/** The same broadcast, which keeps who does not read, so that it is there for as long as is measured. */
@Route("/bench/stalled")
@OutboxLimits(policy = OverflowPolicy.DROP_OLDEST)
public class Stalled implements MessageComponent {

    @Override
    public void onMessage(Connection subscriber, String text) {}

    /** Where publications go in. */
    @Route("/bench/stalled-in")
    public static class In implements MessageComponent {

        @Inject
        Connections connections;

        @Override
        public void onMessage(Connection publisher, String text) {
            connections.of(Stalled.class).broadcast(text);
        }
    }
}
