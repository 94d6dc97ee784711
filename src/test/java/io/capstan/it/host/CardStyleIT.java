package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import io.capstan.it.client.RawFrame;
import io.capstan.it.client.RawSocket;
import io.capstan.it.client.RawWebSocket;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
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

/** Endpoints of the author's own, with Capstan behind them, and others without. */
@ExtendWith(ArquillianExtension.class)
class CardStyleIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** A component without a route. */
    @ApplicationScoped
    public static class Parrot implements MessageComponent {
        @Inject
        Journal journal;

        @Inject
        Connections connections;

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(connection.variable("name") + " of "
                    + connections.of(Parrot.class).size() + ": " + text);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            journal.add("parrot " + connection.variable("name") + " " + close.code());
        }
    }

    /** The card of that component. */
    @Dependent
    @ServerEndpoint(
            value = "/card/{name}",
            subprotocols = {"parrot.example"},
            configurator = GateConfigurator.class)
    public static class ParrotEndpoint extends ComponentEndpoint {
        @Inject
        Parrot parrot;

        @Override
        protected MessageComponent component() {
            return parrot;
        }
    }

    /** An endpoint that has nothing to do with Capstan. */
    @ServerEndpoint("/plain/{name}")
    public static class PlainEndpoint {
        @OnMessage
        public String message(String text) {
            return "plain " + text;
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of(
                "card", Parrot.class, ParrotEndpoint.class, PlainEndpoint.class, Journal.class, ControlServlet.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base)
                .get(path)
                .header("Sec-WebSocket-Protocol", "other.example, parrot.example")
                .upgrade(RawFrame.text("early"));
    }

    @Test
    @DisplayName(
            "PAR-036 PAR-120 PAR-122 an endpoint of the card style has variables, subprotocol, early frames, and one onClose")
    void card() {
        try (RawWebSocket client = open("/card/polly")) {
            assertEquals(
                    "parrot.example",
                    client.answer().header("Sec-WebSocket-Protocol").orElse("none"));
            assertEquals("polly of 1: early", client.receiveText());
            client.send(RawFrame.text("a").more(), RawFrame.continuation("b"));
            assertEquals("polly of 1: ab", client.receiveText());
            assertEquals(
                    1003, client.send(RawFrame.binary((byte) 1)).receiveClose().closeCode());
        }
        control.awaitJournal("parrot", "polly 1003");
        try (RawWebSocket client = open("/card/a%2Fb%20c")) {
            assertEquals("a/b c of 1: early", client.receiveText());
        }
    }

    @Test
    @DisplayName("PAR-021 PAR-050 the gate stands before it too")
    void gate() {
        try (RawSocket socket = RawSocket.connect(base)) {
            assertEquals(426, socket.get("/card/polly").refusal().status());
        }
        try (RawSocket socket = RawSocket.connect(base)) {
            assertEquals(
                    403,
                    socket.get("/card/polly")
                            .header("Sec-WebSocket-Protocol", "parrot.example")
                            .header("Origin", "http://evil.example")
                            .refusal()
                            .status());
        }
        assertEquals(426, control.get("card/polly").statusCode());
    }

    @Test
    @DisplayName("an endpoint that is not Capstan's is let alone")
    void plain() {
        try (RawWebSocket client = RawSocket.connect(base).get("/plain/x").upgrade()) {
            assertEquals("plain hi", client.send("hi").receiveText());
        }
    }
}
