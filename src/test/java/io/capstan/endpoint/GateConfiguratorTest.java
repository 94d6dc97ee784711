package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.gate.Passage;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The second lock: nobody has passed the gate on this thread. */
class GateConfiguratorTest {
    private final GateConfigurator configurator = new GateConfigurator();

    @Test
    @DisplayName("a request that did not pass the gate is refused, whatever its origin")
    void refused() {
        assertFalse(configurator.checkOrigin(null));
        assertFalse(configurator.checkOrigin("http://localhost"));
        assertEquals("", configurator.getNegotiatedSubprotocol(List.of("a"), List.of("a")));
    }

    @Test
    @DisplayName("a session of such a request has no passage, also where an earlier one has left its own")
    void noPassage() {
        ServerEndpointConfig config =
                ServerEndpointConfig.Builder.create(Object.class, "/x").build();
        config.getUserProperties().put(Passage.KEY, "left over");
        configurator.modifyHandshake(config, null, null);
        assertTrue(config.getUserProperties().isEmpty());
    }
}
