package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a component plans for later. */
@ExtendWith(ArquillianExtension.class)
class TimersIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** Lives for one callback. */
    @RequestScoped
    public static class Visit {
        private int calls;

        public int call() {
            return ++calls;
        }
    }

    /** Plans. */
    @Route("/timers/{name}")
    public static class Timers implements MessageComponent {
        @Inject
        Connections connections;

        @Inject
        Journal journal;

        @Inject
        Visit visit;

        @Override
        public void onMessage(Connection connection, String text) {
            switch (text) {
                case "later" -> {
                    connection.schedule(Duration.ofMillis(1), () -> connection.send("tick " + visit.call()));
                    awaitTimerOfAnother(connection, Duration.ofMillis(20));
                    connection.send("tock");
                }
                case "fail" ->
                    connection.schedule(Duration.ZERO, () -> {
                        throw new IllegalStateException("on time");
                    });
                case "cancel" -> {
                    Future<?> never = connection.schedule(Duration.ofMillis(50), () -> connection.send("never"));
                    connection.schedule(
                            Duration.ofMillis(100), () -> connection.send("cancelled " + never.isCancelled()));
                    never.cancel(false);
                }
                case "leave" -> {
                    Future<?> never = connection.schedule(Duration.ofHours(1), () -> note(connection, "never"));
                    connection.attributes().put("timer", never);
                }
                default -> repeat(connection, 3);
            }
        }

        /** By then the earlier timer of this connection is due, and has to wait for its turn. */
        private void awaitTimerOfAnother(Connection connection, Duration delay) {
            CompletableFuture<Void> due = new CompletableFuture<>();
            Connection another = connections
                    .of(Timers.class)
                    .except(connection)
                    .all()
                    .findAny()
                    .orElseThrow();
            another.schedule(delay, () -> due.complete(null));
            due.join();
        }

        private void repeat(Connection connection, int times) {
            if (times > 0) {
                connection.send("round " + times);
                connection.schedule(Duration.ofMillis(10), () -> repeat(connection, times - 1));
            }
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            note(connection, error.getMessage());
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            connection
                    .attribute("timer", Future.class)
                    .ifPresent(timer -> note(connection, "cancelled " + timer.isCancelled()));
            note(
                    connection,
                    "too late " + connection.schedule(Duration.ZERO, () -> {}).isCancelled());
        }

        private void note(Connection connection, String line) {
            journal.add(connection.variable("name") + " " + line);
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("timers", Timers.class, Visit.class, Journal.class, ControlServlet.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade();
    }

    @Test
    @DisplayName(
            "PAR-131 a timer runs behind the callback that runs, in a request context of its own, once or again and again")
    void timers() {
        try (RawWebSocket other = open("/timers/other");
                RawWebSocket client = open("/timers/good")) {
            other.pingPong("in");
            client.send("later");
            assertEquals("tock", client.receiveText());
            assertEquals("tick 1", client.receiveText());
            client.send("cancel");
            assertEquals("cancelled true", client.receiveText());
            client.send("repeat");
            assertEquals("round 3", client.receiveText());
            assertEquals("round 2", client.receiveText());
            assertEquals("round 1", client.receiveText());
        }
    }

    @Test
    @DisplayName("PAR-131 what a timer throws reaches onError and closes its connection")
    void failingTimer() {
        try (RawWebSocket client = open("/timers/bad")) {
            client.send("fail").expectClose(1011);
        }
        control.awaitJournal("bad", "on time", "too late true");
    }

    @Test
    @DisplayName("PAR-131 a timer ends with its connection")
    void endOfTimers() {
        try (RawWebSocket client = open("/timers/gone")) {
            client.send(RawFrame.text("leave"), RawFrame.close(1000, ""));
            client.awaitEnd();
        }
        control.awaitJournal("gone", "cancelled true", "too late true");
    }
}
