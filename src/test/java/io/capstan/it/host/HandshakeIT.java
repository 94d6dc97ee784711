package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.it.host.app.Wired;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class HandshakeIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("handshake", Obedient.class, Journal.class, ControlServlet.class)
                .addClasses(Wired.class, Wired.TextOnly.class, Wired.BinaryOnly.class)
                .addAsWebResource(new StringAsset("a page"), "page.txt");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    @Test
    @DisplayName("PAR-053 PAR-054 the page's own origin, and none at all, may connect")
    void admitted() {
        String origin = "http://" + base.getHost() + ":" + base.getPort();
        for (UnaryOperator<RawRequest> change : List.<UnaryOperator<RawRequest>>of(
                r -> r, r -> r.header("Origin", origin), r -> r.header("Origin", origin.toUpperCase()))) {
            try (RawWebSocket client =
                    change.apply(RawSocket.connect(base).get("/obey/admitted")).upgrade()) {
                assertEquals("hi", client.send("say hi").receiveText());
            }
        }
    }

    @Test
    @DisplayName("PAR-036 the first subprotocol of the client's list that the component speaks is taken")
    void subprotocol() {
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/text-only")
                .header("Sec-WebSocket-Protocol", "none.example, second.example, first.example")
                .upgrade()) {
            assertEquals(List.of("second.example"), client.answer().headers("Sec-WebSocket-Protocol"));
            assertEquals("second.example hi", client.send("hi").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-292 compression is off by default: an offer is not taken up, and nothing is compressed")
    void noCompression() {
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/obey/uncompressed")
                .header("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits")
                .upgrade()) {
            assertEquals(List.of(), client.answer().headers("Sec-WebSocket-Extensions"));
            String text = "x".repeat(10_000);
            assertEquals(text, client.send("say " + text).receiveText());
        }
    }

    @Test
    @DisplayName("PAR-106 pages are served beside the routes")
    void pages() {
        assertEquals("a page", control.get("page.txt").body());
        assertEquals(404, control.get("no-such-page.txt").statusCode());
    }
}
