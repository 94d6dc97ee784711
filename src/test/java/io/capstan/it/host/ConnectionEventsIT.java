package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Connection.Closed;
import io.capstan.Connection.Opened;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CDI events about connections. */
@ExtendWith(ArquillianExtension.class)
class ConnectionEventsIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** Is watched. */
    @Route("/watched/{name}")
    public static class Watched implements MessageComponent {
        @Inject
        Journal journal;

        @Override
        public void onOpen(Connection connection) {
            journal.add(connection.variable("name") + " onOpen");
            if (connection.variable("name").equals("failing")) {
                throw new IllegalStateException("as it should");
            }
        }

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            journal.add(connection.variable("name") + " onClose");
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            journal.add(connection.variable("name") + " onError " + error.getMessage());
        }
    }

    /** Lives for one callback. */
    @RequestScoped
    public static class Visit {
        private int calls;

        public int call() {
            return ++calls;
        }
    }

    /** Watches, and fails where it is told to. */
    @ApplicationScoped
    public static class Watcher {
        @Inject
        Journal journal;

        @Inject
        Visit visit;

        void opened(@Observes @Opened Connection connection) {
            if (connection.handshake().route().startsWith("/watched")) {
                String name = connection.variable("name");
                journal.add(name + " opened " + visit.call() + " " + connection.isOpen());
                if (name.equals("rejected")) {
                    throw new IllegalStateException("no entry");
                }
            }
        }

        void closed(@Observes @Closed Connection connection) {
            if (connection.handshake().route().startsWith("/watched")) {
                int code = connection.closeInfo().orElseThrow().code();
                journal.add(connection.variable("name") + " closed " + visit.call() + " " + code);
                throw new IllegalStateException("too late");
            }
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("events", Watched.class, Watcher.class, Visit.class, Journal.class, ControlServlet.class);
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
    @DisplayName("@Opened is observed behind onOpen, @Closed behind onClose, both with the request context active")
    void events() {
        try (RawWebSocket client = open("/watched/ordinary")) {
            client.send("in").receiveText();
            client.closeAndAwait(4000, "");
        }
        control.awaitJournal("ordinary", "onOpen", "opened 1 true", "onClose", "closed 1 4000", "onError too late");
    }

    @Test
    @DisplayName("@Opened and @Closed are observed also for a connection whose onOpen has failed")
    void eventsOfFailed() {
        open("/watched/failing").expectClose(1011);
        control.awaitJournal(
                "failing",
                "onOpen",
                "onError as it should",
                "opened 1 false",
                "onClose",
                "closed 1 1011",
                "onError too late");
    }

    @Test
    @DisplayName("what an observer of @Opened throws is treated as what a callback throws, and hurts nobody else")
    void failingObserver() {
        try (RawWebSocket other = open("/watched/other")) {
            open("/watched/rejected").expectClose(1011);
            control.awaitJournal(
                    "rejected",
                    "onOpen",
                    "opened 1 true",
                    "onError no entry",
                    "onClose",
                    "closed 1 1011",
                    "onError too late");
            assertEquals("still here", other.send("still here").receiveText());
        }
    }
}
