package io.capstan.wire.undertow;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wire.WireMismatchException;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UndertowWireFactoryTest {
    private final UndertowWireFactory factory = new UndertowWireFactory();

    private static <T> T proxy(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }

    @Test
    @DisplayName("a container that is not Undertow's is not taken, and the message names it")
    void container() {
        ServerContainer other = proxy(ServerContainer.class, null);
        WireMismatchException mismatch = assertThrows(WireMismatchException.class, () -> factory.start(other));
        assertTrue(mismatch.getMessage().contains(other.getClass().getName()), mismatch.getMessage());
    }

    @Test
    @DisplayName("a session that is not Undertow's gets no wire of Undertow's")
    void session() {
        Session other = proxy(Session.class, new HashMap<String, Object>());
        WireMismatchException mismatch =
                assertThrows(WireMismatchException.class, () -> factory.open(other, null, session -> {}));
        assertTrue(mismatch.getMessage().contains(other.getClass().getName()), mismatch.getMessage());
    }

    @Test
    @DisplayName("a handshake that is not one of Undertow's leaves nothing behind")
    void handshake() {
        assertNull(factory.handshake());
    }
}
