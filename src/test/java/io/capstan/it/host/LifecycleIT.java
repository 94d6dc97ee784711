package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first connection and the last one. */
@ExtendWith(ArquillianExtension.class)
class LifecycleIT {
    private static final int CROWD = 100;

    @ArquillianResource
    URL url;

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private URI base;
    private Control control;

    /** Writes down its life, and what should not be. */
    public abstract static class Recording implements MessageComponent {
        private final AtomicInteger connections = new AtomicInteger();
        private volatile boolean occupied;

        @Inject
        Journal journal;

        abstract String name();

        void note(String line) {
            journal.add(name() + " " + line);
        }

        @Override
        public void onFirstOpen() {
            check(!occupied && connections.get() == 0);
            occupied = true;
            note("first");
        }

        @Override
        public void onOpen(Connection connection) {
            check(occupied);
            connections.incrementAndGet();
            note("open");
        }

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            check(occupied);
            connections.decrementAndGet();
            note("close");
        }

        @Override
        public void onLastClose() {
            check(occupied && connections.get() == 0);
            occupied = false;
            note("last");
        }

        private void check(boolean right) {
            if (!right) {
                note("VIOLATION");
            }
        }
    }

    /** On a route. */
    @Route({"/club", "/club/side-door"})
    public static class Club extends Recording {
        @Override
        String name() {
            return "club";
        }
    }

    /** Comes and goes by hundreds. */
    @Route("/crowd")
    public static class Crowd extends Recording {
        @Override
        String name() {
            return "crowd";
        }
    }

    /** Behind a card. */
    @ApplicationScoped
    public static class Lodge extends Recording {
        @Override
        String name() {
            return "lodge";
        }
    }

    /** The card. */
    @ServerEndpoint(value = "/lodge", configurator = GateConfigurator.class)
    public static class LodgeEndpoint extends ComponentEndpoint {
        @Inject
        Lodge lodge;

        @Override
        protected MessageComponent component() {
            return lodge;
        }
    }

    /** Opens at the second attempt only. */
    @Route("/reluctant")
    public static class Reluctant extends Recording {
        private final AtomicInteger attempts = new AtomicInteger();

        @Override
        String name() {
            return "reluctant";
        }

        @Override
        public void onFirstOpen() {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            super.onFirstOpen();
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            note("error " + error.getMessage());
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("lifecycle", Recording.class, Club.class, Crowd.class, Lodge.class, LodgeEndpoint.class)
                        .addClasses(Reluctant.class, Journal.class, ControlServlet.class),
                "capstan.close.timeout=1s");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade();
    }

    @Test
    @DisplayName(
            "PAR-128 onFirstOpen comes before the first onOpen, onLastClose after the last onClose, on all routes together")
    void firstAndLast() {
        try (RawWebSocket one = open("/club");
                RawWebSocket two = open("/club/side-door")) {
            one.pingPong("in");
            two.pingPong("in");
            control.awaitJournal("club", "first", "open", "open");
            one.closeAndAwait(1000, "");
            control.awaitJournal("club", "first", "open", "open", "close");
            two.closeAndAwait(1000, "");
        }
        control.awaitJournal("club", "first", "open", "open", "close", "close", "last");
        open("/club").reset();
        control.awaitJournal(
                "club", "first", "open", "open", "close", "close", "last", "first", "open", "close", "last");
    }

    @Test
    @DisplayName("PAR-128 the same for a component behind a card")
    void card() {
        for (int round = 0; round < 2; round++) {
            try (RawWebSocket client = open("/lodge")) {
                client.send("in").receiveText();
                client.closeAndAwait(1000, "");
            }
            int rounds = round + 1;
            Awaitility.await()
                    .until(() -> control.journal("lodge").stream()
                                    .filter("last"::equals)
                                    .count()
                            == rounds);
        }
        control.awaitJournal("lodge", "first", "open", "close", "last", "first", "open", "close", "last");
    }

    @Test
    @DisplayName(
            "PAR-122 PAR-128 100 clients come and go at once, by close frame, by FIN or by reset: each transition once")
    void crowd() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            int kind = i % 3;
            all.add(clients.submit(() -> comeAndGo(kind)));
        }
        for (Future<?> each : all) {
            each.get(60, TimeUnit.SECONDS);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertEquals(2 * CROWD, count("open") + count("close"), "onOpen and onClose"));
        Awaitility.await().untilAsserted(() -> assertEquals(count("first"), count("last")));
        assertEquals(CROWD, count("close"), "onClose");
        assertEquals(0, count("VIOLATION"), () -> control.journal("crowd").toString());
        List<String> transitions = control.journal("crowd").stream()
                .filter(line -> line.equals("first") || line.equals("last"))
                .toList();
        for (int i = 0; i < transitions.size(); i++) {
            assertEquals(i % 2 == 0 ? "first" : "last", transitions.get(i), transitions.toString());
        }
    }

    private void comeAndGo(int kind) {
        RawWebSocket client = open("/crowd");
        client.send("in").receiveText();
        switch (kind) {
            case 0 -> client.closeAndAwait(1000, "");
            case 1 -> client.reset();
            default -> client.close();
        }
    }

    private long count(String word) {
        return control.journal("crowd").stream().filter(word::equals).count();
    }

    @Test
    @DisplayName("PAR-128 a failed onFirstOpen closes its connection with 1011, and the next connection tries it again")
    void failing() {
        try (RawWebSocket client = open("/reluctant")) {
            assertEquals("Internal server error", client.expectClose(1011).closeReason());
        }
        try (RawWebSocket client = open("/reluctant")) {
            assertEquals("in", client.send("in").receiveText());
            client.closeAndAwait(1000, "");
        }
        control.awaitJournal("reluctant", "error not yet", "first", "open", "close", "last");
    }
}
