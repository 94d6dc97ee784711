package io.capstan.wire.tyrus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.capstan.wire.Wires;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of an application on a Tyrus that is not the expected one: it starts, on the portable wire. */
class MismatchTest {
    private static final String FACTORY = TyrusWireFactory.class.getName();
    private static final String RAW_FRAME = "(Ljava/nio/ByteBuffer;)Ljava/util/concurrent/Future;";

    static Stream<Arguments> tyrusOfAnotherKind() {
        return Stream.of(
                Arguments.of(
                        "the field has another name",
                        new AlteredTyrus().change("core.TyrusRemoteEndpoint", "webSocket", "socket"),
                        "expected a field TyrusWebSocket webSocket"),
                Arguments.of(
                        "the field has another type",
                        new AlteredTyrus().substitute("core.TyrusRemoteEndpoint", OtherRemoteEndpoint.class),
                        "found final java.lang.Object"),
                Arguments.of(
                        "the method has another name",
                        new AlteredTyrus().change("core.TyrusWebSocket", "sendRawFrame", "sendRaw"),
                        "expected a method Future sendRawFrame(ByteBuffer)"),
                Arguments.of(
                        "the method returns something else",
                        new AlteredTyrus()
                                .change("core.TyrusWebSocket", RAW_FRAME, "(Ljava/nio/ByteBuffer;)Ljava/lang/Object;"),
                        "found public java.lang.Object"),
                Arguments.of(
                        "the frames are changed on their way",
                        new AlteredTyrus().substitute("spi.Writer", ChangingWriter.class),
                        "expected the frames unchanged"),
                Arguments.of(
                        "the future can only be waited for",
                        new AlteredTyrus().substitute("core.TyrusFuture", PlainFuture.class),
                        "expected a java.util.concurrent.CompletableFuture from sendRawFrame"),
                Arguments.of(
                        "the future does not end with the write",
                        new AlteredTyrus().substitute("core.TyrusFuture", DeafFuture.class),
                        "expected a future that is done with the writer"),
                Arguments.of(
                        "there is no web socket of this name any more",
                        new AlteredTyrus().hide("core.ProtocolHandler"),
                        "ProtocolHandler"));
    }

    @ParameterizedTest(name = "{0}: the portable wire takes over")
    @MethodSource("tyrusOfAnotherKind")
    void portable(String what, AlteredTyrus altered, String reason) throws Exception {
        Object container =
                inside(altered, StandInContainer.class).getDeclaredConstructor().newInstance();

        assertEquals("portable", nameOfWires(altered, container));

        String message = message(altered, container);
        assertTrue(message.contains(reason), message);
    }

    @Test
    @DisplayName("the Tyrus that is expected gives the tyrus wire, through the same class loader")
    void control() throws Exception {
        AlteredTyrus unaltered = new AlteredTyrus();
        Object container = inside(unaltered, StandInContainer.class)
                .getDeclaredConstructor()
                .newInstance();
        assertEquals("tyrus", nameOfWires(unaltered, container));
    }

    @Test
    @DisplayName("a container that is not Tyrus' gives the portable wire, whether there is a Tyrus or not")
    void anotherContainer() throws Exception {
        Object other = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServerContainer.class}, (proxy, method, args) -> null);
        AlteredTyrus present = new AlteredTyrus();
        assertEquals("portable", nameOfWires(present, other));
        assertTrue(message(present, other).contains(other.getClass().getName()));
        assertEquals("portable", nameOfWires(new AlteredTyrus().hide(""), other));
    }

    static Stream<Arguments> nothingToCalm() {
        return Stream.of(
                Arguments.of(
                        "the container's field has another name",
                        new AlteredTyrus().change("core.BaseContainer", "managedScheduledExecutorService", "scheduler"),
                        "scheduler"),
                Arguments.of(
                        "the idle time-out is of another class",
                        new AlteredTyrus().hide("core.TyrusSession$IdleTimeoutCommand"),
                        "managedScheduledExecutorService"));
    }

    @ParameterizedTest(name = "{0}: the container is left as it is, and the tyrus wire is used all the same")
    @MethodSource("nothingToCalm")
    void notCalmed(String what, AlteredTyrus altered, String fieldName) throws Exception {
        Class<?> type = inside(altered, StandInContainer.class);
        Object container = type.getDeclaredConstructor().newInstance();
        ScheduledExecutorService managed = new ScheduledThreadPoolExecutor(1);
        var field = type.getSuperclass().getDeclaredField(fieldName);
        field.setAccessible(true);
        field.set(container, managed);

        assertEquals("tyrus", nameOfWires(altered, container));

        assertSame(managed, field.get(container));
        managed.shutdown();
    }

    private static Class<?> inside(ClassLoader loader, Class<?> type) throws ClassNotFoundException {
        return Class.forName(type.getName(), true, loader);
    }

    /** Starts Capstan's wires as a deployment does. */
    private static String nameOfWires(ClassLoader loader, Object container) throws Exception {
        Class<?> wires = inside(loader, Wires.class);
        Method start = wires.getDeclaredMethod("start", List.class, ServerContainer.class);
        start.setAccessible(true);
        Object started = start.invoke(null, List.of(FACTORY), container);
        String name = (String) wires.getMethod("name").invoke(started);
        wires.getMethod("stop").invoke(started);
        return name;
    }

    /** What the factory itself says. */
    private static String message(ClassLoader loader, Object container) throws Exception {
        Class<?> factory = inside(loader, TyrusWireFactory.class);
        try {
            factory.getMethod("start", ServerContainer.class)
                    .invoke(factory.getConstructor().newInstance(), container);
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getCause().getMessage());
        }
        return fail("it started");
    }
}
