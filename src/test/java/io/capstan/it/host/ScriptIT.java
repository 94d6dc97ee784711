package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import io.capstan.testing.Script;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test kit against a real server: what is played in memory is played here by the same scripts. */
@ExtendWith(ArquillianExtension.class)
class ScriptIT {

    @ArquillianResource
    URL url;

    /** Says back what it hears. */
    @Route("/script-echo")
    public static class ScriptEcho implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }

        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {
            connection.send(binary);
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("script", ScriptEcho.class);
    }

    @Test
    @DisplayName("PAR-352 a thousand random messages and a close come back as the script says")
    void random() throws Exception {
        for (int messages : new int[] {1, 100, 1_000}) {
            try (RawWebSocket client =
                    RawSocket.connect(uri()).get("/script-echo").upgrade()) {
                Script.randomEcho(messages, messages).play(client);
            }
        }
    }

    @Test
    @DisplayName("PAR-352 the raw client sees status and headers of a refusal")
    void refusal() throws Exception {
        try (RawSocket socket = RawSocket.connect(uri())) {
            HttpAnswer answer = socket.get("/script-echo")
                    .header("Origin", "http://other.example")
                    .refusal();
            assertEquals(403, answer.status());
            assertEquals(
                    "application/problem+json", answer.header("Content-Type").orElse("none"));
        }
    }

    private URI uri() throws Exception {
        return url.toURI();
    }
}
