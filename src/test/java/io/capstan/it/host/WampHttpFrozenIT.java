package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Procedure;
import io.capstan.it.client.Http;
import io.capstan.it.container.Wars;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
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

/** Clients of the HTTP bridge that do not read. */
@ExtendWith(ArquillianExtension.class)
class WampHttpFrozenIT {
    @ArquillianResource
    URL url;

    private URI base;

    /** Says much. */
    @ApplicationScoped
    public static class Desk {
        @Procedure("shop.large")
        String large(int length) {
            return "x".repeat(length);
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("wamp-http-frozen", Desk.class),
                "capstan.wamp.bridge.path=/wamp",
                "capstan.wamp.realms=realm1",
                "capstan.wamp.auth=anonymous",
                "capstan.threads.workers=4");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    @Test
    @DisplayName("who does not read its result holds no thread that others need")
    void frozen() throws IOException {
        List<Socket> frozen = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                frozen.add(ask("{\"procedure\":\"shop.large\",\"args\":[6000000]}"));
            }
            for (Socket client : frozen) {
                assertEquals('H', client.getInputStream().read(), "the answer has not begun");
            }
            assertEquals(
                    200,
                    Http.send(Http.post(base.resolve("wamp/realm1/call"), "{\"procedure\":\"wamp.session.count\"}"))
                            .statusCode());
        } finally {
            for (Socket client : frozen) {
                client.close();
            }
        }
    }

    /** Somebody with a small window, who asks and reads nothing. */
    private Socket ask(String body) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(4096);
        client.setSoTimeout(20_000);
        client.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        String head = "POST " + base.resolve("wamp/realm1/call").getRawPath() + " HTTP/1.1\r\nHost: "
                + base.getAuthority() + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        return client;
    }
}
