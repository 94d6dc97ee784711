package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.ChannelAuthorizer;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
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

/** Clients follow channels in the action dialect. */
@ExtendWith(ArquillianExtension.class)
class ActionChannelsIT {
    @ArquillianResource
    URL url;

    private URI base;

    /** Everybody may do everything with channels that begin so. */
    @ApplicationScoped
    public static class Open implements ChannelAuthorizer {
        @Override
        public Decision decide(Request request) {
            return request.channel().startsWith("open.") ? Decision.GRANT : Decision.IGNORE;
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(Wars.of("action", Open.class), "capstan.channels.route=/channels");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    private RawWebSocket open() {
        return RawSocket.connect(base).get("/channels").upgrade();
    }

    @Test
    @DisplayName("what one client publishes reaches those that have subscribed, itself too")
    void publish() {
        try (RawWebSocket ada = open();
                RawWebSocket bob = open()) {
            for (RawWebSocket client : new RawWebSocket[] {ada, bob}) {
                client.send("{\"action\":\"channel.subscribe\",\"data\":{\"channel\":\"open.a\"},\"id\":1}");
                assertTrue(client.receiveText()
                        .contains("\"offset\":0,\"recovered\":false,\"publications\":[]},\"id\":1}"));
            }
            ada.send(
                    "{\"action\":\"channel.publish\",\"data\":{\"channel\":\"open.a\",\"data\":{\"x\": [1]}},\"id\":\"p\"}");
            assertEquals(
                    "{\"action\":\"channel.message\",\"channel\":\"open.a\",\"offset\":1,\"data\":{\"x\": [1]}}",
                    bob.receiveText());
            assertTrue(ada.receiveText().contains("\"data\":{\"x\": [1]}}"));
            assertTrue(ada.receiveText().endsWith("\"offset\":1},\"id\":\"p\"}"));
        }
    }
}
