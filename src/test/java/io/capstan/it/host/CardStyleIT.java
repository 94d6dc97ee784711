package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
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

/** Jakarta endpoints in the card style, and one that is none of Capstan's business, in a WAR without a beans.xml. */
@ExtendWith(ArquillianExtension.class)
class CardStyleIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** A component without a route of its own. */
    @ApplicationScoped
    public static class Player implements MessageComponent {
        @Inject
        Journal journal;

        @Inject
        Connections connections;

        @Override
        public void onOpen(Connection connection) {
            note(
                    connection,
                    "open " + connections.of(Player.class).find(connection.id()).isPresent());
        }

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(room(connection) + " " + connection.subprotocol().orElse("-") + " " + text);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            note(connection, "close " + close.code() + " " + close.initiator());
        }

        private void note(Connection connection, String event) {
            journal.add(room(connection) + " " + event);
        }

        private static String room(Connection connection) {
            return connection.handshake().variables().getOrDefault("room", "no-room");
        }
    }

    /** The card. */
    @ServerEndpoint(value = "/card/{room}", configurator = GateConfigurator.class)
    public static class Card extends ComponentEndpoint {
        @Inject
        Player player;

        @Override
        protected MessageComponent component() {
            return player;
        }
    }

    /** A card that fails to name its component. */
    @ServerEndpoint(value = "/torn", configurator = GateConfigurator.class)
    public static class Torn extends ComponentEndpoint {
        @Override
        protected MessageComponent component() {
            throw new IllegalStateException("secret of the card");
        }
    }

    /** The same component behind another card: a subclass, so that there are two beans of the type Card. */
    @ServerEndpoint(
            value = "/spoken",
            configurator = GateConfigurator.class,
            subprotocols = {"first.example", "second.example"})
    public static class Spoken extends Card {}

    /** Not Capstan's. */
    @ServerEndpoint("/plain/{name}")
    public static class Plain {
        @OnMessage
        public String message(String text, @PathParam("name") String name) {
            return name + " " + text;
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("cards", Player.class, Card.class, Spoken.class, Torn.class, Plain.class)
                .addClasses(Journal.class, ControlServlet.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    @Test
    @DisplayName("PAR-035 PAR-100 a card endpoint hands variables and messages to its component, however it is encoded")
    void variables() {
        try (RawWebSocket plain = RawSocket.connect(base).get("/card/a?room=b").upgrade();
                RawWebSocket encoded =
                        RawSocket.connect(base).get("/card/a%2Fb%C3%A9").upgrade()) {
            assertEquals("a - hello", plain.send("hello").receiveText());
            assertEquals("a/bé - hello", encoded.send("hello").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-036 PAR-037 a card endpoint speaks the subprotocols of its @ServerEndpoint, and nothing else")
    void subprotocols() {
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/spoken")
                .header("Sec-WebSocket-Protocol", "x, second.example, first.example")
                .upgrade()) {
            assertEquals(
                    "second.example",
                    client.answer().header("Sec-WebSocket-Protocol").orElse("none"));
            assertEquals("no-room second.example hello", client.send("hello").receiveText());
        }
        try (RawSocket socket = RawSocket.connect(base)) {
            HttpAnswer answer =
                    socket.get("/spoken").header("Sec-WebSocket-Protocol", "x").refusal();
            assertEquals(426, answer.status());
            assertTrue(answer.body().contains("first.example"), answer.body());
        }
    }

    @Test
    @DisplayName("PAR-021 PAR-050 PAR-054 the gate stands before a card endpoint: 403 for a foreign origin, 426, 405")
    void gate() {
        assertEquals(403, refused("/card/gate", "Origin", "https://elsewhere.example"));
        assertEquals(426, refused("/card/gate", "Sec-WebSocket-Version", "12"));
        try (RawSocket socket = RawSocket.connect(base)) {
            assertEquals(426, socket.get("/card/gate").plain().refusal().status());
        }
        assertEquals(0, control.journal("gate").size(), "nobody came in");
    }

    private int refused(String path, String header, String value) {
        try (RawSocket socket = RawSocket.connect(base)) {
            HttpAnswer answer = socket.get(path).header(header, value).refusal();
            assertEquals(
                    "application/problem+json", answer.header("Content-Type").orElse("none"));
            return answer.status();
        }
    }

    @Test
    @DisplayName("PAR-120 PAR-122 a card endpoint's component gets onOpen and onClose once each")
    void opensAndCloses() {
        try (RawWebSocket client = RawSocket.connect(base).get("/card/once").upgrade(RawFrame.text("early"))) {
            assertEquals("once - early", client.receiveText());
            client.send(RawFrame.ping("p"), RawFrame.text("gr").more(), RawFrame.continuation("ows"));
            assertEquals("once - grows", client.receiveText());
            client.closeAndAwait(4001, "");
        }
        control.awaitJournal("once", "open true", "close 4001 PEER");
        control.awaitSize(0);
    }

    @Test
    @DisplayName("PAR-124 PAR-126 a card endpoint that fails to name its component closes 1011, and tells nobody why")
    void torn() {
        try (RawWebSocket client = RawSocket.connect(base).get("/torn").upgrade()) {
            assertEquals("Internal server error", client.expectClose(1011).closeReason());
        }
    }

    @Test
    @DisplayName("a plain @ServerEndpoint of the same application is let alone, also with a foreign origin")
    void plain() {
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/plain/jane")
                .header("Origin", "https://elsewhere.example")
                .upgrade()) {
            assertEquals("jane hello", client.send("hello").receiveText());
        }
    }
}
