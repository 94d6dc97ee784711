package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.capstan.gate.Passage;
import io.capstan.gate.Passages;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** On an engine that is neither Undertow nor Tyrus, or is one that does it in another way. */
@DisplayName("From the handshake to the session")
class HandoverTest {
    private final Passage passage = Passages.any();
    private final ServerEndpointConfig config =
            ServerEndpointConfig.Builder.create(RouteEndpoint.class, "/x").build();
    private final Map<String, Object> ofSession = new HashMap<>();

    private final Session session = (Session) Proxy.newProxyInstance(
            Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, called, arguments) -> {
                assertEquals("getUserProperties", called.getName());
                return ofSession;
            });

    @Test
    @DisplayName("a passage goes by the user properties that an engine copies for the session")
    void properties() {
        Handover.give(config, passage);
        ofSession.putAll(config.getUserProperties());

        assertSame(passage, Handover.take(session, config));
        assertNull(Handover.take(session, config), "once");
        assertEquals(Map.of(), config.getUserProperties());
        assertEquals(Map.of(), ofSession);
    }

    @Test
    @DisplayName("a passage on the thread goes before one that was left in the properties")
    void thread() {
        Handover.give(config, Passages.any());
        ofSession.putAll(config.getUserProperties());

        Passages.during(passage, () -> assertSame(passage, Handover.take(session, config)));
        assertEquals(Map.of(), ofSession);
    }

    @Test
    @DisplayName("a handshake without a passage leaves none, and takes an earlier one away")
    void none() {
        Handover.give(config, passage);
        Handover.give(config, null);

        assertNull(Handover.take(session, config));
    }
}
