package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PortableWireTest {
    private final List<@Nullable Throwable> completions = new ArrayList<>();
    private SendHandler handler = result -> {};

    private static final Batch BATCH = Outgoing.text("x", Optional.empty());

    /** The wire of an engine that does this when it is to send. */
    private PortableWire wire(Consumer<SendHandler> engine) {
        RemoteEndpoint.Async remote = fake(RemoteEndpoint.Async.class, arguments -> {
            handler = (SendHandler) arguments[1];
            engine.accept(handler);
            return null;
        });
        return new PortableWire(fake(Session.class, arguments -> remote), session -> {});
    }

    private interface Call {
        @Nullable
        Object call(Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> call.call(arguments)));
    }

    @Test
    @DisplayName("an engine that reports before send returns completes at once, and only so")
    void atOnce() throws IOException {
        PortableWire wire = wire(called -> called.onResult(new SendResult()));
        assertTrue(wire.write(BATCH, completions::add));
        assertEquals(List.of(), completions);
    }

    @Test
    @DisplayName("an engine that reports later completes later; one that reports twice completes once")
    void later() throws IOException {
        PortableWire wire = wire(called -> {});
        assertFalse(wire.write(BATCH, completions::add));
        handler.onResult(new SendResult());
        handler.onResult(new SendResult(new IOException("again")));
        assertEquals(1, completions.size());
    }

    @Test
    @DisplayName("an engine that fails at once, by report or by exception, is an IOException without completion")
    void fails() {
        PortableWire reporting = wire(called -> called.onResult(new SendResult(new IOException("a"))));
        assertThrows(IOException.class, () -> reporting.write(BATCH, completions::add));
        PortableWire throwing = wire(called -> {
            throw new IllegalStateException("b");
        });
        assertThrows(IOException.class, () -> throwing.write(BATCH, completions::add));
        assertEquals(List.of(), completions);
    }

    @Test
    @DisplayName("an engine that fails later completes with its reason")
    void failsLater() throws IOException {
        PortableWire wire = wire(called -> {});
        wire.write(BATCH, completions::add);
        handler.onResult(new SendResult(new IOException("c")));
        assertEquals("c", completions.get(0).getMessage());
    }
}
