package io.capstan.it.host.wire.app;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.OutboxLimits.OverflowPolicy;
import io.capstan.Route;
import io.capstan.it.host.app.Journal;
import jakarta.inject.Inject;
import java.util.Map;

/** Components that differ in nothing but what may wait for their connections. */
public final class Listeners {
    /** What may wait for a connection of a component that has a policy of its own. */
    public static final int MOST_BYTES = 1 << 20;

    /** By name. */
    static final Map<String, Class<?>> ALL = Map.of(
            "patient", Patient.class,
            "crowd", Crowd.class,
            "oldest", Oldest.class,
            "newest", Newest.class,
            "coalesced", Coalesced.class,
            "strict", Strict.class);

    private Listeners() {}

    /** Writes into the journal what a client says, and how it ends. */
    public abstract static class Listener implements MessageComponent {
        @Inject
        Journal journal;

        @Override
        public void onMessage(Connection connection, String text) {
            journal.add(connection.variable("name") + " said " + text);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            journal.add(connection.variable("name") + " close " + close.code() + " " + close.initiator());
        }
    }

    /** As configured. */
    @Route("/patient/{name}")
    public static class Patient extends Listener {}

    /** As configured. */
    @Route("/crowd/{name}")
    public static class Crowd extends Listener {}

    @Route("/oldest/{name}")
    @OutboxLimits(policy = OverflowPolicy.DROP_OLDEST, bytes = MOST_BYTES)
    public static class Oldest extends Listener {}

    @Route("/newest/{name}")
    @OutboxLimits(policy = OverflowPolicy.DROP_NEWEST, bytes = MOST_BYTES)
    public static class Newest extends Listener {}

    @Route("/coalesced/{name}")
    @OutboxLimits(policy = OverflowPolicy.COALESCE, bytes = MOST_BYTES)
    public static class Coalesced extends Listener {}

    @Route("/strict/{name}")
    @OutboxLimits(policy = OverflowPolicy.CLOSE, bytes = MOST_BYTES)
    public static class Strict extends Listener {}
}
