package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.Closeable;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WiresTest {
    private static final ServerContainer CONTAINER = (ServerContainer) Proxy.newProxyInstance(
            WiresTest.class.getClassLoader(), new Class<?>[] {ServerContainer.class}, (proxy, method, args) -> null);

    /** Asks the session for its remote, as every wire must. */
    public static final class Asking implements WireFactory {
        @Override
        public String name() {
            return "asking";
        }

        @Override
        public void start(ServerContainer container) {}

        @Override
        public Wire open(Session session, Closeable transport) {
            session.getBasicRemote();
            return new FakeWire();
        }
    }

    /** A session of which nothing is to be had. */
    private static Session session(boolean open) {
        return (Session) Proxy.newProxyInstance(
                WiresTest.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isOpen")) {
                        return open;
                    }
                    if (open && method.getName().equals("getAsyncRemote")) {
                        return null;
                    }
                    throw new IllegalStateException("closed");
                });
    }

    @Test
    @DisplayName("an accelerated wire that fails on an open session is used no more")
    void left() {
        Wires wires = Wires.start(List.of(Asking.class.getName()), CONTAINER);
        assertEquals("asking", wires.name());
        assertEquals("portable", wires.open(session(true), () -> {}).name());
        assertEquals("portable", wires.name());
    }

    @Test
    @DisplayName("a session that has ended before it got its wire costs the others nothing")
    void ended() {
        Wires wires = Wires.start(List.of(Asking.class.getName()), CONTAINER);
        Session ended = session(false);
        assertThrows(IllegalStateException.class, () -> wires.open(ended, () -> {}));
        assertEquals("asking", wires.name());
    }
}
