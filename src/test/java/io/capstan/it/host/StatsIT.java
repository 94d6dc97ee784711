package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Connection;
import io.capstan.Connection.Stats;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
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

/** What a connection says about itself. */
@ExtendWith(ArquillianExtension.class)
class StatsIT {
    @ArquillianResource
    URL url;

    private URI base;

    /** Answers with the figures of the connection. */
    @Route("/figures")
    public static class Figures implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            Stats stats = connection.stats();
            connection.send(String.join(
                    " ",
                    "in " + stats.messagesIn() + "/" + stats.bytesIn(),
                    "out " + stats.messagesOut() + "/" + stats.bytesOut(),
                    "compressed " + stats.compressed(),
                    "lastOut " + stats.lastOut().isPresent(),
                    "secure " + connection.handshake().secure(),
                    "ports " + connection.handshake().localAddress().getPort() + " "
                            + connection.handshake().remoteAddress().getPort()));
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("stats", Figures.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    @Test
    @DisplayName("PAR-253 PAR-254 messages, bytes, addresses, TLS and compression of a connection can be read")
    void figures() {
        try (RawWebSocket client = RawSocket.connect(base).get("/figures").upgrade()) {
            String ports = " ports " + base.getPort() + " ";
            String first = client.send("grün").receiveText();
            assertEquals(
                    "in 1/5 out 0/0 compressed false lastOut false secure false" + ports,
                    first.substring(0, first.lastIndexOf(' ') + 1));
            client.send(RawFrame.text("ab").more(), RawFrame.continuation("c"));
            String second = client.receiveText();
            assertEquals(
                    "in 2/8 out 1/" + first.length() + " compressed false lastOut true secure false" + ports,
                    second.substring(0, second.lastIndexOf(' ') + 1));
        }
    }

    @Test
    @DisplayName("PAR-254 a compressed connection says so, and counts what it inflates")
    void compressed() {
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/figures")
                .header("Sec-WebSocket-Extensions", "permessage-deflate")
                .upgrade()) {
            boolean agreed = client.answer().header("Sec-WebSocket-Extensions").isPresent();
            String answer = client.send("plain").receiveText();
            assertEquals(
                    "in 1/5 out 0/0 compressed " + agreed + " lastOut false",
                    answer.substring(0, answer.indexOf(" secure")));
        }
    }
}
