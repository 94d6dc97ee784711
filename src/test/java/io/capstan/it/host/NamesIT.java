package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Connection.Closed;
import io.capstan.Connection.Opened;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application's names (JNDI) are there in each callback, on whichever thread it runs. */
@ExtendWith(ArquillianExtension.class)
class NamesIT {
    /** Many at once, so that callbacks run on threads of each kind. */
    private static final int CROWD = 40;

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** Writes down where a name was looked up, and what came of it. */
    @ApplicationScoped
    public static class Names {
        @Inject
        Journal journal;

        void look(Connection connection, String where) {
            look(connection.variable("name"), where);
        }

        void look(String name, String where) {
            String found;
            try {
                found = InitialContext.doLookup("java:comp/DefaultManagedExecutorService") == null ? " nothing" : "";
            } catch (NamingException e) {
                found = " " + e;
            }
            journal.add(name + " " + where + found);
        }
    }

    /** Looks in each of its callbacks. */
    @Route("/names/{name}")
    public static class Looking implements MessageComponent {
        @Inject
        Names names;

        @Override
        public void onOpen(Connection connection) {
            names.look(connection, "open");
        }

        @Override
        public void onMessage(Connection connection, String text) {
            names.look(connection, "text");
            switch (text) {
                case "fail" -> throw new IllegalStateException("as it was asked to");
                case "later" -> connection.send("later").thenRun(() -> names.look(connection, "sent"));
                default -> connection.close(4000, "as you like");
            }
        }

        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {
            names.look(connection, "binary");
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            names.look(connection, "error");
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            names.look(connection, "close");
        }
    }

    /** Looks where a route gets its first connection, and loses its last one. */
    @Route("/lonely/{name}")
    public static class Lonely implements MessageComponent {
        @Inject
        Names names;

        @Override
        public void onFirstOpen() {
            names.look("lonely", "first");
        }

        @Override
        public void onLastClose() {
            names.look("lonely", "last");
        }
    }

    /** Looks in what observes. */
    @ApplicationScoped
    public static class Watcher {
        @Inject
        Names names;

        void opened(@Observes @Opened Connection connection) {
            names.look("watched-" + connection.variable("name"), "opened");
        }

        void closed(@Observes @Closed Connection connection) {
            names.look("watched-" + connection.variable("name"), "closed");
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("names", Looking.class, Lonely.class, Names.class, Watcher.class)
                        .addClasses(Journal.class, ControlServlet.class),
                "capstan.routes.\"/names/silent\".idle.timeout=PT1S");
    }

    @BeforeEach
    void prepare() throws Exception {
        assumeTrue(Host.current() != Host.EMBEDDED, "the embedded server has no names");
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade();
    }

    /** What was not found has more than one word. */
    private void assertFound(String name) {
        List<String> lines = control.journal(name);
        assertEquals(
                List.of(), lines.stream().filter(line -> line.contains(" ")).toList());
        assertFalse(lines.isEmpty());
    }

    @Test
    @DisplayName("in onOpen, both kinds of messages, onClose, and in what observes")
    void ordinary() {
        try (RawWebSocket client = open("/names/ordinary")) {
            client.send(RawFrame.binary((byte) 1), RawFrame.text("bye")).expectClose(4000);
        }
        control.awaitJournal("ordinary", "open", "binary", "text", "close");
        control.awaitJournal("watched-ordinary", "opened", "closed");
    }

    @Test
    @DisplayName("in onError, and in the close behind it")
    void failing() {
        try (RawWebSocket client = open("/names/failing")) {
            client.send("fail").expectClose(1011);
        }
        control.awaitJournal("failing", "open", "text", "error", "close");
    }

    @Test
    @DisplayName(
            "in the closes of connections that are reset, closed by their clients and by the component, forty at a time")
    void crowd() {
        List<RawWebSocket> clients =
                IntStream.range(0, CROWD).mapToObj(i -> open("/names/crowd")).toList();
        for (int i = 0; i < CROWD; i++) {
            switch (i % 3) {
                case 0 -> clients.get(i).reset();
                case 1 -> clients.get(i).send(RawFrame.close(1000, ""));
                default -> clients.get(i).send("bye");
            }
        }
        Awaitility.await()
                .until(() -> control.journal("crowd").stream()
                                .filter("close"::equals)
                                .count()
                        == CROWD);
        clients.forEach(RawWebSocket::close);
        assertFound("crowd");
        assertFound("watched-crowd");
    }

    @Test
    @DisplayName("in onFirstOpen and onLastClose")
    void firstAndLast() {
        open("/lonely/one").reset();
        control.awaitJournal("lonely", "first", "last");
    }

    @Test
    @DisplayName("in what comes after a message was sent")
    void sent() {
        try (RawWebSocket client = open("/names/sent")) {
            assertEquals("later", client.send("later").receiveText());
            control.awaitJournal("sent", "open", "text", "sent");
        }
    }
}
