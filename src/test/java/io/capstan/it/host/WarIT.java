package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.ForeignClient;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.File;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code capstan.war} as the build made it. The embedded host takes its demo and pages, and runs its own framework. */
@ExtendWith(ArquillianExtension.class)
class WarIT {
    @ArquillianResource
    URL url;

    private URI base;

    @Deployment(testable = false)
    static Archive<?> war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("capstan.war")));
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade();
    }

    @Test
    @DisplayName(
            "PAR-001 PAR-106 PAR-312 the WAR as it stands serves its pages and the browser client, beside the WebSockets")
    void pages() {
        assertServed("/", "playground.js");
        assertServed("/index.html", "playground.js");
        assertServed("/playground.js", "./capstan/capstan.js");
        assertServed("/capstan/capstan.js", "./connection.js");
        assertServed("/capstan/connection.js", "export class Connection");
        assertServed("/chat.html", "chat.js");
        assertServed("/chat.js", "WebSocket");
    }

    private void assertServed(String path, String part) {
        try (RawSocket socket = RawSocket.connect(base)) {
            HttpAnswer page = socket.get(path).plain().answer();
            assertEquals(200, page.status(), path);
            assertTrue(page.body().contains(part), () -> path + ": " + page.body());
            String type = page.header("Content-Type").orElse("none");
            assertTrue(type.contains(path.endsWith(".js") ? "javascript" : "html"), () -> path + ": " + type);
        }
    }

    @Test
    @DisplayName("PAR-312 visitors of the WAR's playground may follow and publish, and get what they missed")
    void playground() {
        String subscribe = "{\"action\":\"channel.subscribe\",\"data\":{\"channel\":\"demo.playground\"},\"id\":1}";
        String publish =
                "{\"action\":\"channel.publish\",\"data\":{\"channel\":\"demo.playground\",\"data\":7},\"id\":2}";
        try (RawWebSocket ahab = open("/channels")) {
            assertTrue(ahab.send(subscribe).receiveText().contains("\"recovered\":false"));
            ahab.send(publish);
            assertTrue(ahab.receiveText().contains("\"data\":7"));
            String history = "{\"action\":\"channel.history\",\"data\":{\"channel\":\"demo.playground\"},\"id\":3}";
            ahab.receiveText();
            String kept = ahab.send(history).receiveText();
            assertTrue(kept.contains("\"publications\":[{"), kept);
        }
    }

    @Test
    @DisplayName("PAR-312 the WAR as it stands lets clients follow the channels of the demo at /channels")
    void channels() {
        try (RawWebSocket client = open("/channels")) {
            String subscribed = client.send(
                            "{\"action\":\"channel.subscribe\",\"data\":{\"channel\":\"demo.war\"},\"id\":1}")
                    .receiveText();
            assertTrue(subscribed.endsWith("\"recovered\":false,\"publications\":[]},\"id\":1}"), subscribed);
            client.send("{\"action\":\"channel.publish\",\"data\":{\"channel\":\"demo.war\",\"data\":\"hello\"}}");
            assertEquals(
                    "{\"action\":\"channel.message\",\"channel\":\"demo.war\",\"offset\":1,\"data\":\"hello\"}",
                    client.receiveText());
            assertTrue(client.receiveText().startsWith("{\"action\":\"channel.publish\""));
            String refused = client.send("{\"action\":\"channel.subscribe\",\"data\":{\"channel\":\"other\"}}")
                    .receiveText();
            assertTrue(refused.endsWith("\"code\":\"forbidden\"}}"), refused);
        }
    }

    @Test
    @DisplayName("PAR-001 PAR-010 PAR-150 the WAR as it stands echoes text and binary at /echo")
    void echo() {
        try (RawWebSocket client = open("/echo")) {
            assertEquals("Grüße", client.send("Grüße").receiveText());
            assertArrayEquals(
                    new byte[] {0, -1},
                    client.send(RawFrame.binary((byte) 0, (byte) -1)).receiveBinary());
            client.closeAndAwait(1000, "");
        }
    }

    @Test
    @DisplayName("PAR-001 in the chat of the WAR one room hears what is said in it, and another does not")
    void chat() {
        try (RawWebSocket ahab = open("/chat/deck");
                RawWebSocket ishmael = open("/chat/deck");
                RawWebSocket cook = open("/chat/galley")) {
            ishmael.pingPong("there");
            cook.pingPong("there");

            assertEquals("Call me Ahab", ahab.send("Call me Ahab").receiveText());
            assertEquals("Call me Ahab", ishmael.receiveText());
            assertEquals("Aye", ishmael.send("Aye").receiveText());
            assertEquals("Aye", ahab.receiveText());
            assertEquals("Soup", cook.send("Soup").receiveText(), "the first that is heard in the other room");
        }
    }

    @Test
    @DisplayName("PAR-150 npm's ws gets all its checks through against the WAR")
    void npm() {
        foreign(ForeignClient.NPM_WS);
    }

    @Test
    @DisplayName("PAR-150 Python's websockets gets all its checks through against the WAR")
    void python() {
        foreign(ForeignClient.PYTHON_WEBSOCKETS);
    }

    private void foreign(ForeignClient client) {
        String lines = client.check(base.resolve("echo"), base.resolve("chat/" + client.name()));
        assertTrue(lines.lines().count() >= 7, lines);
    }
}
