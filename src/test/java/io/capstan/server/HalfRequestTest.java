package io.capstan.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that begins a handshake and does not end it. */
@Timeout(60)
class HalfRequestTest {

    @Route("/half")
    static class Half implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }
    }

    @Test
    @DisplayName(
            "PAR-281 NOT-09 the embedded server drops a handshake that is not finished within ten seconds, and only it")
    void dropped() {
        try (CapstanServer server = CapstanServer.builder()
                        .port(0)
                        .beanClasses(List.of(Half.class))
                        .start();
                RawWebSocket open = RawSocket.connect(server.uri()).get("/half").upgrade();
                RawSocket half = RawSocket.connect(server.uri())) {
            long start = System.nanoTime();
            half.timeout(Duration.ofSeconds(30))
                    .write("GET /half HTTP/1.1\r\nHost: x\r\nUpg".getBytes(StandardCharsets.US_ASCII))
                    .awaitEnd();
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(25).toNanos());
            assertEquals("still here", open.send("still here").receiveText());
        }
    }
}
