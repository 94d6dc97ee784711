package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Readers;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that are read while they are still coming. */
@ExtendWith(ArquillianExtension.class)
class StreamIT {
    private static final int PARTS = 2000;
    private static final String PART = "ü".repeat(10_000);
    private static final int MOST = 48 << 20;

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("stream", Readers.class, Journal.class, ControlServlet.class),
                "capstan.inbox.bytes=65536",
                "capstan.heartbeat.interval=500ms",
                "capstan.message.max-stream-bytes=" + MOST);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String name) {
        return RawSocket.connect(base)
                .timeout(Duration.ofSeconds(30))
                .get("/read/" + name)
                .upgrade();
    }

    @Test
    @DisplayName("PAR-152 a text is read before it is complete, whatever its size, and the next one in its turn")
    void text() {
        try (RawWebSocket client = open("text")) {
            client.send(RawFrame.text("c").more());
            assertEquals("begun c", client.receiveText(), "nothing of the message but its first letter was sent");
            for (int i = 0; i < PARTS; i++) {
                client.send(RawFrame.continuation(PART).more());
            }
            client.send(
                    RawFrame.continuation(""),
                    RawFrame.text("cü"),
                    RawFrame.text("").more());
            client.send(RawFrame.continuation(""));
            assertEquals(PARTS * PART.length() + " and 0", client.receiveText());
            assertEquals("begun c", client.receiveText());
            assertEquals("1 and 0", client.receiveText());
            assertEquals("begun \uffff", client.receiveText());
            assertEquals("empty", client.receiveText());
        }
    }

    @Test
    @DisplayName("PAR-152 bytes of one large frame and of many small ones come as they were sent")
    void binary() throws Exception {
        byte[] large = new byte[3_000_000];
        new Random(1).nextBytes(large);
        try (RawWebSocket client = open("binary")) {
            client.send(RawFrame.binary(large));
            assertEquals(large.length + " " + sha256(large, 1), client.receiveText());
            client.send(RawFrame.binary(large).more());
            for (int i = 0; i < 5; i++) {
                client.send(RawFrame.of(RawFrame.CONTINUATION, large).more());
            }
            client.send(RawFrame.continuation(""));
            assertEquals(6 * large.length + " " + sha256(large, 6), client.receiveText());
        }
    }

    private static String sha256(byte[] bytes, int times) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < times; i++) {
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    @DisplayName("PAR-152 a handler that does not read makes its client wait, and nobody else; then all of it comes")
    void backPressure() {
        try (RawWebSocket client = open("held")) {
            client.send(RawFrame.text("w").more());
            assertEquals("begun w", client.receiveText());
            Flooder flooder = new Flooder(
                    client, MOST / 2, RawFrame.continuation("x".repeat(4096)).more());
            flooder.start();
            long stuck = flooder.awaitStandstill(Duration.ofSeconds(2));
            assertTrue(stuck < MOST / 2, "the server has taken all " + stuck + " bytes");
            try (RawWebSocket other = open("bystander")) {
                other.send("cü");
                assertEquals("begun c", other.receiveText());
                assertEquals("1 and 0", other.receiveText());
            }
            control.ask("note", "line", "held go on");
            assertEquals((long) MOST / 2, flooder.awaitStandstill(Duration.ofSeconds(20)));
            client.send(RawFrame.continuation(""));
            assertEquals(MOST / 2 + " and " + MOST / 2, client.receiveText());
        }
    }

    @Test
    @DisplayName("PAR-152 what a handler leaves is skipped, and the next message begins at its beginning")
    void early() {
        try (RawWebSocket client = open("early")) {
            client.send(RawFrame.text("e").more());
            assertEquals("begun e", client.receiveText());
            assertEquals("early", client.receiveText());
            for (int i = 0; i < 100; i++) {
                client.send(RawFrame.continuation(PART).more());
            }
            client.send(RawFrame.continuation(""), RawFrame.text("cü"));
            assertEquals("begun c", client.receiveText());
            assertEquals("1 and 0", client.receiveText());
        }
    }

    @Test
    @DisplayName("PAR-152 a client that vanishes within a message ends its reading with an IOException")
    void vanished() {
        try (RawWebSocket client = open("vanished")) {
            client.send(RawFrame.text("c").more());
            assertEquals("begun c", client.receiveText());
            client.reset();
        }
        control.awaitJournal("vanished", "The connection has ended within the message.");
    }

    @Test
    @DisplayName("a handler that fails within a message closes with 1011, a message above the limit with 1009")
    void faults() {
        try (RawWebSocket failing = open("failing")) {
            failing.send(RawFrame.text("x").more());
            assertEquals("begun x", failing.receiveText());
            failing.expectClose(1011);
        }
        try (RawWebSocket large = open("large")) { // only now, since it answers no pings while it waits
            large.send(RawFrame.text("c").more());
            assertEquals("begun c", large.receiveText());
            Flooder flooder = new Flooder(
                    large,
                    MOST + (8L << 20),
                    RawFrame.continuation("x".repeat(4096)).more());
            flooder.start();
            assertEquals(1009, large.receiveClose().closeCode());
        }
    }
}
