package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.it.client.RawFrame;
import io.capstan.it.client.RawSocket;
import io.capstan.it.client.RawWebSocket;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On bare Payara each of these clients would take a thread of the server with it; see UpgradeGuard. */
@ExtendWith(ArquillianExtension.class)
class EarlyFrameIT {
    @ArquillianResource
    URL url;

    private URI base;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(Wars.of("early"), "capstan.echo.route=/echo")
                .addAsWebResource(new StringAsset("a page"), "page.txt");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    @Test
    @DisplayName(
            "PAR-121 NOT-10 sixty clients that send along with the handshake are all answered, and the server serves on")
    void sixty() {
        List<RawWebSocket> clients = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            clients.add(RawSocket.connect(base).get("/echo").upgrade(RawFrame.text("early " + i)));
        }
        for (int i = 0; i < clients.size(); i++) {
            assertEquals("early " + i, clients.get(i).receiveText());
        }
        for (int i = 0; i < 20; i++) {
            assertEquals("a page", new Control(base).get("page.txt").body());
        }
        clients.forEach(RawWebSocket::close);
    }
}
