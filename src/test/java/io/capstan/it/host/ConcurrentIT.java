package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.CloseInfo;
import io.capstan.Concurrent;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages of one connection that are handled beside each other. */
@ExtendWith(ArquillianExtension.class)
class ConcurrentIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** Each {@code wait} waits for a {@code go} of any connection to the same gate. */
    @Route("/parallel/{gate}")
    @Concurrent
    public static class Parallel implements MessageComponent {
        private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

        @Inject
        Journal journal;

        @Override
        public void onOpen(Connection connection) {
            note(connection, "open");
        }

        @Override
        public void onMessage(Connection connection, String text) throws InterruptedException {
            CountDownLatch gate = gates.computeIfAbsent(connection.variable("gate"), name -> new CountDownLatch(1));
            note(connection, "begins");
            if (text.equals("go")) {
                gate.countDown();
            } else if (!gate.await(20, TimeUnit.SECONDS)) {
                note(connection, "nobody came");
            }
            note(connection, "ends");
            connection.send(text);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            note(connection, "close");
        }

        private void note(Connection connection, String what) {
            journal.add(connection.variable("gate")
                    + connection.handshake().query("who").orElse("") + " " + what);
        }
    }

    /** As any other component. */
    @Route("/bystander")
    public static class Bystander {
        @OnMessage
        public String hear(String text) {
            return text;
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("parallel", Parallel.class, Bystander.class).addClasses(Journal.class, ControlServlet.class);
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
    @DisplayName("PAR-133 @Concurrent: a later message of a connection is handled while an earlier one waits for it")
    void beside() {
        try (RawWebSocket client = open("/parallel/beside")) {
            client.send("a").send("b").send("go");
            TreeSet<String> replies = new TreeSet<>();
            for (int i = 0; i < 3; i++) {
                replies.add(client.receiveText());
            }
            assertEquals(List.of("a", "b", "go"), List.copyOf(replies));
        }
    }

    @Test
    @DisplayName("PAR-122 PAR-133 onClose comes last, when all concurrent handlers of the connection have returned")
    void closeLast() {
        try (RawWebSocket client = open("/parallel/last?who=first")) {
            client.send("a").send("b");
            await("lastfirst", "begins", 2);
            client.reset();
        }
        control.awaitSize(0);
        assertEquals(List.of("open", "begins", "begins"), control.journal("lastfirst"));
        try (RawWebSocket other = open("/parallel/last?who=second")) {
            assertEquals("go", other.send("go").receiveText());
        }
        control.awaitJournal("lastfirst", "open", "begins", "begins", "ends", "ends", "close");
    }

    @Test
    @DisplayName("no more than 16 messages of a connection are under way; with all threads busy others are served")
    void bounded() {
        List<RawWebSocket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                RawWebSocket client = open("/parallel/bounded");
                clients.add(client);
                for (int message = 0; message < 20; message++) {
                    client.send("x");
                }
            }
            await("bounded", "begins", 64); // the workers are full, and some run on their connection's own thread
            try (RawWebSocket bystander = open("/bystander")) {
                assertEquals("here", bystander.send("here").receiveText());
            }
            try (RawWebSocket opener = open("/parallel/bounded")) {
                opener.send("go");
                assertEquals("go", opener.receiveText());
            }
            for (RawWebSocket client : clients) {
                for (int message = 0; message < 20; message++) {
                    assertEquals("x", client.receiveText());
                }
            }
        } finally {
            clients.forEach(RawWebSocket::close);
        }
    }

    private void await(String gate, String line, int times) {
        Awaitility.await()
                .until(() -> control.journal(gate).stream().filter(line::equals).count() >= times);
    }
}
