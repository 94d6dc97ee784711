package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.client.JdkWebSocket;
import io.capstan.it.container.Wars;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody's own WAR with the classes jar, one component, and nothing else: no descriptor, no configuration. */
@ExtendWith(ArquillianExtension.class)
class LonelyComponentIT {

    /** The one component. */
    @Route("/greet/{name}")
    public static class Greeter implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text + ", " + connection.variable("name"));
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.bare("lonely", Greeter.class);
    }

    @Test
    @DisplayName("a WAR of one component and the classes jar serves WebSockets")
    void serves(@ArquillianResource URL base) throws Exception {
        try (JdkWebSocket client = JdkWebSocket.connect(base.toURI().resolve("greet/Ahab"))) {
            client.send("Ahoy");
            assertEquals("Ahoy, Ahab", client.awaitText());
        }
    }
}
