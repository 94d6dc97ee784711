package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.capstan.MessageComponent;
import io.capstan.channel.Hub;
import io.capstan.component.RequestContexts;
import io.capstan.gate.Admission;
import io.capstan.gate.CallerChecks;
import io.capstan.gate.Tokens;
import io.capstan.wire.ConnectionRegistry;
import jakarta.websocket.CloseReason;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Handshakes and sessions here did not come through the gate. */
@DisplayName("The second lock")
class GateConfiguratorTest {
    private final GateConfigurator configurator = new GateConfigurator();
    private final List<CloseReason> closed = new ArrayList<>();

    @Test
    @DisplayName("PAR-050 takes no origin without a passage, not even none")
    void origin() {
        assertFalse(configurator.checkOrigin("http://localhost"));
        assertFalse(configurator.checkOrigin(null));
    }

    @Test
    @DisplayName("PAR-050 negotiates no subprotocol without a passage")
    void subprotocol() {
        assertEquals("", configurator.getNegotiatedSubprotocol(List.of("a"), List.of("a")));
    }

    @Test
    @DisplayName("PAR-050 leaves a handshake without a passage none, not even that of an earlier one")
    void handshake() {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(RouteEndpoint.class, "/x")
                .configurator(configurator)
                .build();
        config.getUserProperties().put(Handover.KEY, "an earlier one");

        configurator.modifyHandshake(config, none(HandshakeRequest.class), none(HandshakeResponse.class));

        assertEquals(Map.of(), config.getUserProperties());
    }

    @Test
    @DisplayName("PAR-050 closes a session without a passage with 1008, and no component learns of it")
    void sessions() {
        ComponentEndpoint card = new ComponentEndpoint() {
            @Override
            protected MessageComponent component() {
                throw new AssertionError("nobody is to be asked");
            }
        };
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(RouteEndpoint.class, "/x")
                .configurator(configurator)
                .build();

        card.open(session(), config);
        card.text("text", true);
        card.binary(new byte[1], true);
        card.close(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, ""));
        new RouteEndpoint(idle()).onOpen(session(), config);

        assertEquals(
                List.of(1008, 1008),
                closed.stream().map(reason -> reason.getCloseCode().getCode()).toList());
    }

    private Session session() {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getUserProperties" -> new HashMap<String, Object>();
                    case "close" -> {
                        closed.add((CloseReason) arguments[0]);
                        yield null;
                    }
                    default -> throw new AssertionError(called.getName() + " is not expected");
                });
    }

    private static <T> T none(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    throw new AssertionError(called.getName() + " is not expected");
                }));
    }

    /** It has not been started. */
    private static Runtime idle() {
        ConnectionRegistry connections = new ConnectionRegistry();
        return new Runtime(
                connections,
                new Admission(),
                new RequestContexts(),
                new Tokens(),
                new CallerChecks(),
                new HttpSessions(),
                new Hub(connections, List.of()));
    }
}
