package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.it.host.app.Wired;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class ComponentIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("component", Obedient.class, Journal.class, ControlServlet.class)
                        .addClasses(Wired.class, Wired.BinaryOnly.class),
                "capstan.echo.route=/built-in/echo");
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
    @DisplayName("PAR-001 PAR-002 PAR-003 components with injected beans are reachable at their routes, side by side")
    void routes() {
        try (RawWebSocket obedient = open("/obey/routes");
                RawWebSocket files = open("/files/a/b%20c/d")) {
            obedient.send("note injected").send("say done");
            assertEquals("done", obedient.receiveText()); // a pong would tell that it was received only
            assertTrue(control.journal("routes").contains("injected"));
            assertEquals("a/b c/d", files.receiveText());
        }
    }

    @Test
    @DisplayName(
            "PAR-010 the echo component is mounted by configuration alone, and keeps the kind of a message (PAR-150)")
    void echo() {
        try (RawWebSocket client = open("/built-in/echo")) {
            assertEquals("text", client.send("text").receiveText());
            assertArrayEquals(
                    new byte[] {0, -1, 1},
                    client.send(RawFrame.binary((byte) 0, (byte) -1, (byte) 1)).receiveBinary());
            assertEquals("", client.send("").receiveText());
        }
    }

    @Test
    @DisplayName(
            "PAR-035 PAR-100 PAR-102 the handshake is there to be read; the query string neither routes nor overrides")
    void handshake() {
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/obey/a%2Fb%C3%A9?name=other&name=more&x=%20y")
                .header("X-Capstan-Test", "yes")
                .header("Cookie", "a=b; flavour=\"vanilla\"")
                .upgrade()) {
            assertEquals(
                    String.join(
                            "|",
                            base.getPath() + "obey/a%2Fb%C3%A9",
                            "/obey/{name}",
                            "{name=a/bé}",
                            "{name=[other, more], x=[ y]}",
                            "yes",
                            "vanilla",
                            "-",
                            "true",
                            String.valueOf(base.getPort()),
                            "false"),
                    client.send("describe").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-120 PAR-121 onOpen comes before the first message, also one sent along with the handshake")
    void earlyFrame() {
        List<RawWebSocket> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(RawSocket.connect(base)
                    .get("/obey/early" + i)
                    .upgrade(RawFrame.text("note message"), RawFrame.text("say hi")));
        }
        for (int i = 0; i < clients.size(); i++) {
            assertEquals("hi", clients.get(i).receiveText());
            assertEquals(List.of("open", "message"), control.journal("early" + i));
            clients.get(i).close();
        }
    }

    @Test
    @DisplayName("PAR-132 data stays with its connection")
    void attributes() {
        try (RawWebSocket one = open("/obey/one");
                RawWebSocket two = open("/obey/two")) {
            one.send("note a").send("note b");
            assertEquals("3", one.send("count").receiveText());
            assertEquals("1", two.send("count").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-133 messages of a connection wait for each other, other connections do not wait")
    void order() {
        List<RawWebSocket> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(open("/obey/waiting" + i)
                    .send(RawFrame.text("wait go"), RawFrame.text("note after"), RawFrame.text("say done")));
        }
        try (RawWebSocket other = open("/obey/other")) {
            assertEquals("free", other.send("say free").receiveText());
            control.awaitJournal("waiting0", "open"); // the second message waits for the first
            other.send("release go");
            for (RawWebSocket client : waiting) {
                assertEquals("done", client.receiveText());
                client.close();
            }
        }
    }

    @Test
    @DisplayName("PAR-133 a thousand messages in few packets are handled in order")
    void manyInOrder() {
        try (RawWebSocket client = open("/obey/many")) {
            RawFrame[] frames = new RawFrame[1000];
            for (int i = 0; i < frames.length; i++) {
                frames[i] = RawFrame.text("say " + i);
            }
            client.send(frames);
            for (int i = 0; i < frames.length; i++) {
                assertEquals(String.valueOf(i), client.receiveText());
            }
        }
    }

    @Test
    @DisplayName("PAR-151 PAR-176 a fragmented message arrives as one, and a ping between its parts is answered")
    void fragments() {
        try (RawWebSocket client = open("/built-in/echo")) {
            client.send(RawFrame.text("grüße ").more(), RawFrame.ping("p"), RawFrame.continuation("und mehr"));
            RawFrame pong = client.receive();
            assertEquals(RawFrame.PONG, pong.opcode());
            assertEquals("p", pong.text());
            assertEquals("grüße und mehr", client.receiveText());
        }
    }

    @Test
    @DisplayName("PAR-155 JSON, pings and their times work from a component")
    void sending() {
        try (RawWebSocket client = open("/obey/sending")) {
            assertEquals("[\"räum\",4]", client.send("json räum").receiveText());
            assertEquals("pong true", client.send("ping").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-160 a connection is found by its id from any bean, and not after it ended")
    void findById() {
        try (RawWebSocket client = open("/obey/found")) {
            String id = client.send("id").receiveText();
            assertEquals(22, id.length());
            assertEquals("found", control.ask("send", "id", id, "text", "from a servlet"));
            assertEquals("from a servlet", client.receiveText());
            client.closeAndAwait(1000, "");
            control.awaitJournal("found", "open", "close 1000 PEER ");
            assertEquals("not found", control.ask("send", "id", id, "text", "too late"));
        }
    }
}
