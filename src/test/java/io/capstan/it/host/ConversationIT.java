package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Talks;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class ConversationIT {
    private static final boolean VIRTUAL = Runtime.version().feature() >= 21;
    private static final int MANY = VIRTUAL ? 1000 : 300;
    private static final int FLOOD = 16 << 20;

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("conversation", Talks.class, Journal.class, ControlServlet.class)
                        .addClasses(Talks.Talk.class, Talks.Deaf.class, Talks.Tally.class),
                "capstan.inbox.bytes=65536",
                "capstan.shutdown.timeout=2s",
                "capstan.heartbeat.interval=500ms");
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
    @DisplayName("PAR-134 a conversation receives messages in order, of both kinds, and returning closes with 1000")
    void converses() {
        try (RawWebSocket client = open("/talk/polite")) {
            client.send(RawFrame.text("say 1"), RawFrame.text("say 2"), RawFrame.binary((byte) 7));
            assertEquals("1", client.receiveText());
            assertEquals("2", client.receiveText());
            assertArrayEquals(new byte[] {7}, client.receiveBinary());
            client.send("next").send("in the middle");
            assertEquals("then in the middle", client.receiveText());
            assertEquals("nothing came", client.send("wait PT0.05S").receiveText());
            client.send(RawFrame.text("say last words"), RawFrame.text("return"), RawFrame.text("say too late"));
            assertEquals("last words", client.receiveText());
            client.expectClose(1000);
        }
        control.awaitJournal("polite", "begins", "ends");
    }

    @Test
    @DisplayName(
            "PAR-134 an exception closes with 1011 and tells nothing; one that is meant for the client its own code")
    void failures() {
        try (RawWebSocket failing = open("/talk/failing")) {
            assertEquals(
                    "Internal server error",
                    failing.send("throw").expectClose(1011).closeReason());
        }
        try (RawWebSocket refusing = open("/talk/refusing")) {
            assertEquals(
                    "go away", refusing.send("refuse go away").expectClose(4010).closeReason());
        }
        try (RawWebSocket strict = open("/talk/strict")) {
            strict.send("next");
            strict.send(RawFrame.binary((byte) 1));
            strict.expectClose(1003);
        }
    }

    @Test
    @DisplayName("PAR-134 the peer's close ends the messages, also the end of TCP without one")
    void peerLeaves() {
        try (RawWebSocket closing = open("/talk/closing")) {
            closing.send("say hello");
            assertEquals("hello", closing.receiveText());
            closing.closeAndAwait(1000, "");
        }
        try (RawWebSocket vanishing =
                open("/talk/vanishing")) { // each by itself: who waits for another answers no pings
            vanishing.send("say hello");
            assertEquals("hello", vanishing.receiveText());
            vanishing.reset();
        }
        control.awaitJournal("closing", "begins", "hears no more, 1000 PEER", "ends");
        control.awaitJournal("vanishing", "begins", "hears no more, 1006 PEER", "ends");
    }

    @Test
    @DisplayName("PAR-134 beans, names, class loader and one request context are there for the whole conversation")
    void surroundings() {
        try (RawWebSocket client = open("/talk/context");
                RawWebSocket other = open("/talk/other-context")) {
            boolean server = Host.current() != Host.EMBEDDED;
            assertEquals(
                    "own classes true, names " + server + ", beans true",
                    client.send("surroundings").receiveText());
            assertEquals("1 true", client.send("count").receiveText());
            assertEquals("2 true", client.send("count").receiveText());
            assertEquals("1 true", other.send("count").receiveText(), "a context of its own");
        }
    }

    @Test
    @DisplayName(
            "PAR-134 many that begin at once have names and class loader too, whichever thread of the engine began them")
    void surroundingsOfMany() {
        boolean server = Host.current() != Host.EMBEDDED;
        List<RawWebSocket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                clients.add(open("/talk/many-contexts").send("surroundings"));
            }
            clients.forEach(
                    client -> assertEquals("own classes true, names " + server + ", beans true", client.receiveText()));
        } finally {
            clients.forEach(RawWebSocket::close);
        }
    }

    @Test
    @DisplayName("PAR-133 PAR-134 hundreds of conversations that block delay nobody; virtual ones cost no threads")
    void many() {
        int threads = threads();
        List<RawWebSocket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                clients.add(open("/talk/many" + i).send("never"));
            }
            try (RawWebSocket other = open("/talk/lively")) {
                assertEquals(
                        "hello", other.send("say hello").receiveText()); // which the others would keep it from for ever
                if (VIRTUAL) { // those that opened the connections end when they have been idle for a while
                    Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> threads() - threads < 100);
                } else {
                    assertTrue(threads() - threads > MANY / 2, threads + " threads before, now " + threads());
                }
            }
        } finally {
            clients.forEach(RawWebSocket::close);
        }
    }

    private int threads() {
        return Integer.parseInt(control.ask("threads"));
    }

    @Test
    @DisplayName(
            "PAR-134 a conversation that never reads makes its client wait, takes no more memory, and outlives heartbeats")
    void deaf() {
        try (RawWebSocket flooding = open("/deaf/flooding")) {
            assertEquals("not listening", flooding.receiveText());
            Flooder flooder = new Flooder(flooding, FLOOD);
            flooder.start();
            long stuck = flooder.awaitStandstill(Duration.ofSeconds(2)); // several heartbeats
            assertTrue(stuck < FLOOD, "the server has taken all " + stuck + " bytes");
            assertTrue(flooder.isAlive(), "the connection is still there");
            try (RawWebSocket other = open("/talk/bystander")) {
                assertEquals("hello", other.send("say hello").receiveText());
            }
            flooding.reset();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !flooder.isAlive());
        }
    }
}
