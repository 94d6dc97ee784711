package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with an accelerated wire, the deployment goes on with the portable one. */
class WiresTest {
    private final ServerContainer container = proxy(ServerContainer.class);
    private final Session session = (Session) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getAsyncRemote" -> proxy(RemoteEndpoint.Async.class);
                case "isOpen" -> true;
                default -> null;
            });

    private static <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    /** One that fits. */
    public static class Fitting implements WireFactory {
        static int stopped;

        @Override
        public String name() {
            return "fitting";
        }

        @Override
        public void start(ServerContainer container) throws WireMismatchException {}

        @Override
        public Wire open(Session session, @Nullable Object kept, Transport transport) throws WireMismatchException {
            return new FakeWire();
        }

        @Override
        public void stop() {
            stopped++;
        }
    }

    /** Finds another engine. */
    public static final class OtherEngine extends Fitting {
        @Override
        public void start(ServerContainer container) throws WireMismatchException {
            throw new WireMismatchException("the container is another one");
        }
    }

    /** A class of its engine is missing at the start. */
    public static final class MissingClass extends Fitting {
        @Override
        public void start(ServerContainer container) {
            throw new NoClassDefFoundError("engine/Type");
        }
    }

    /** Cannot even be initialized. */
    public static final class Unloadable extends Fitting {
        static final int LENGTH = missing().length();

        private static String missing() {
            throw new NoClassDefFoundError("engine/Type");
        }
    }

    /** Meets what nobody thought of. */
    public static final class Surprised extends Fitting {
        @Override
        public void start(ServerContainer container) {
            throw new IllegalStateException("surprise");
        }
    }

    /** Finds out at the first session. */
    public static final class Late extends Fitting {
        @Override
        public Wire open(Session session, @Nullable Object kept, Transport transport) throws WireMismatchException {
            throw new WireMismatchException("the session is another one");
        }
    }

    /** A method of its engine is missing at the first session. */
    public static final class LateMissing extends Fitting {
        @Override
        public Wire open(Session session, @Nullable Object kept, Transport transport) {
            throw new NoSuchMethodError("engine.Type.method()");
        }
    }

    /** A method of its engine is missing at the first handshake. */
    public static final class AtHandshake extends Fitting {
        @Override
        public @Nullable Object handshake() {
            throw new NoSuchMethodError("engine.Type.method()");
        }
    }

    private Wires start(Class<?>... candidates) {
        return Wires.start(List.of(candidates).stream().map(Class::getName).toList(), container);
    }

    @ParameterizedTest
    @ValueSource(classes = {OtherEngine.class, MissingClass.class, Unloadable.class, Surprised.class, String.class})
    @DisplayName("one that does not fit at the start is passed over, for the next one or the portable one")
    void passedOver(Class<?> candidate) {
        assertEquals("portable", start(candidate).name());
        Wires wires = start(candidate, Fitting.class);
        assertEquals("fitting", wires.name());
        assertInstanceOf(FakeWire.class, wires.open(session, null, session -> {}));
    }

    @Test
    @DisplayName("one whose class is not there is passed over")
    void absent() {
        assertEquals("portable", Wires.start(List.of("not.There"), container).name());
    }

    @ParameterizedTest
    @ValueSource(classes = {Late.class, LateMissing.class})
    @DisplayName("one that does not fit a session leaves it and all later ones to the portable one")
    void late(Class<?> candidate) {
        Wires wires = start(candidate);
        assertEquals("fitting", wires.name());
        assertEquals("portable", wires.open(session, null, session -> {}).name());
        assertEquals("portable", wires.name());
        assertEquals("portable", wires.open(session, null, session -> {}).name());
    }

    @Test
    @DisplayName("one that does not fit a handshake is left, and the handshake goes on")
    void atHandshake() {
        Wires wires = start(AtHandshake.class);
        assertNull(wires.handshake());
        assertEquals("portable", wires.open(session, null, session -> {}).name());
    }

    @Test
    @DisplayName("capstan.wire=portable tries no other, and neither does an application without a container")
    void portable() {
        assertEquals(
                "portable",
                Wires.start(Wires.Mode.PORTABLE, Duration.ZERO, container).name());
        assertEquals(
                "portable", Wires.start(Wires.Mode.AUTO, Duration.ZERO, null).name());
    }

    @Test
    @DisplayName("the one that was started is stopped, also if it was left meanwhile")
    void stop() {
        Fitting.stopped = 0;
        Wires wires = start(Late.class);
        wires.open(session, null, session -> {});
        wires.stop();
        assertEquals(1, Fitting.stopped);
    }

    /** Asks the session for its remote, as every wire must. */
    public static final class Asking extends Fitting {
        @Override
        public Wire open(Session session, @Nullable Object kept, Transport transport) {
            session.getBasicRemote();
            return new FakeWire();
        }
    }

    @Test
    @DisplayName("a session that has ended before it got its wire costs the others nothing")
    void ended() {
        Session ended = (Session) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("isOpen")) {
                        return false;
                    }
                    throw new IllegalStateException("closed");
                });
        Wires wires = start(Asking.class);
        assertThrows(IllegalStateException.class, () -> wires.open(ended, null, session -> {}));
        assertEquals("fitting", wires.name());
    }
}
