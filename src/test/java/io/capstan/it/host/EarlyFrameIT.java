package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients whose first frames come along with the handshake: on bare Tyrus each of them takes a thread for ever. */
@ExtendWith(ArquillianExtension.class)
class EarlyFrameIT {
    private static final int CLIENTS = 60;
    private static final int PAGES = 20;

    @ArquillianResource
    URL url;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("early", Obedient.class, Journal.class, ControlServlet.class);
    }

    @Test
    @DisplayName(
            "PAR-121 60 clients that speak along with their handshakes are all heard, and the server goes on serving")
    void early() throws Exception {
        URI base = url.toURI();
        Control control = new Control(base);
        List<RawWebSocket> open = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                open.add(RawSocket.connect(base)
                        .get("/obey/early" + i)
                        .upgrade(RawFrame.text("say first " + i), RawFrame.text("count")));
            }
            for (int i = 0; i < CLIENTS; i++) {
                assertEquals("first " + i, open.get(i).receiveText());
                assertEquals("2", open.get(i).receiveText());
            }
            control.awaitSize(CLIENTS);
            for (int i = 0; i < PAGES; i++) {
                try (RawSocket socket = RawSocket.connect(base)) {
                    assertEquals(
                            200, socket.get("/control?do=size").plain().answer().status());
                }
            }
            for (int i = 0; i < CLIENTS; i++) {
                assertEquals("later", open.get(i).send("say later").receiveText());
                assertEquals("open", control.journal("early" + i).get(0), "onOpen is called first");
            }
        } finally {
            open.forEach(RawWebSocket::close);
        }
        control.awaitSize(0);
    }
}
