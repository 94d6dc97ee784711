package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.ForeignClient;
import io.capstan.it.client.JdkWebSocket;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code capstan.war}, dropped into the server as it stands. */
@ExtendWith(ArquillianExtension.class)
class WarIT {
    @ArquillianResource
    URL url;

    private URI base;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.own();
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    @Test
    @DisplayName("PAR-001 PAR-106 the WAR starts all endpoints and its page without a command")
    void page() {
        var page = new Control(base).get("");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("chat.js"), page.body());
        assertEquals(200, new Control(base).get("chat.js").statusCode());
    }

    @Test
    @DisplayName("PAR-010 the demo's echo echoes, and those in a room hear each other, nobody else does")
    void chat() {
        try (JdkWebSocket echo = JdkWebSocket.connect(base.resolve("echo"));
                JdkWebSocket one = JdkWebSocket.connect(base.resolve("chat/red"));
                JdkWebSocket two = JdkWebSocket.connect(base.resolve("chat/red"));
                JdkWebSocket other = JdkWebSocket.connect(base.resolve("chat/blue"))) {
            assertEquals("ahoy", echo.send("ahoy").awaitText());
            one.send("one is here");
            one.awaitText("one is here");
            two.send("hello");
            two.awaitText("hello");
            one.awaitText("hello");
            assertEquals("blue only", other.send("blue only").awaitText());
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("PAR-150 PAR-176 clients that were not written here are content with it")
    void foreignClients(ForeignClient client) {
        String lines = client.check(base.resolve("echo"), base.resolve("chat/" + client.name()));
        assertTrue(lines.lines().count() >= 7, lines);
    }
}
