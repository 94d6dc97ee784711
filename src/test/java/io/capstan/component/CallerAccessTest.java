package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.component.Invoker.OnError;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages that the caller may not send, and the caller that callbacks see. */
class CallerAccessTest {
    private final FakeConnection connection = new FakeConnection();
    private final Editors editors = new Editors();

    private static final class Editors implements MessageComponent {
        final Caller injected = new CurrentCaller().caller();
        final List<String> calls = new ArrayList<>();

        @Override
        @RolesAllowed("editor")
        public void onMessage(Connection connection, String text) {
            calls.add(text + " of " + injected.name());
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            calls.add((error instanceof SecurityException) + ": " + error.getMessage());
        }
    }

    private Callbacks open(OnError onError) {
        Invoker invoker = new Invoker(RequestContexts.Call::run, Runnable::run, onError);
        Callbacks callbacks =
                new Callbacks(new Components().of(Editors.class, editors), connection, invoker, connection::isClosing);
        callbacks.open();
        return callbacks;
    }

    @Test
    @DisplayName("a message that the caller may not send does not reach the component, and closes with 4403")
    void refused() {
        connection.caller = Caller.of("bob", "reader");
        open(OnError.CLOSE).message("x");
        assertEquals(List.of("true: The caller 'bob' may not send this message."), editors.calls);
        assertEquals(List.of("4403 Not allowed"), connection.closes);
    }

    @Test
    @DisplayName("with keep-open only onError hears of it")
    void keepOpen() {
        open(OnError.KEEP_OPEN).message("x");
        assertEquals(List.of("true: An anonymous caller may not send this message."), editors.calls);
        assertEquals(List.of(), connection.closes);
    }

    @Test
    @DisplayName("the role counts that the caller has when the message comes")
    void changed() {
        Callbacks callbacks = open(OnError.KEEP_OPEN);
        callbacks.message("1");
        connection.caller = Caller.of("ada", "editor");
        callbacks.message("2");
        assertEquals("2 of ada", editors.calls.get(1));
    }

    @Test
    @DisplayName(
            "an injected caller is that of the callback, and nobody outside of it, also for one callback within another")
    void injected() throws Exception {
        Caller view = new CurrentCaller().caller();
        FakeConnection other = new FakeConnection();
        other.caller = Caller.of("eve", "spy");
        connection.caller = Caller.of("ada", "editor");
        Invoker invoker = new Invoker(RequestContexts.Call::run, Runnable::run, OnError.CLOSE);
        assertTrue(view.isAnonymous());
        invoker.run(connection, () -> {
            invoker.run(other, () -> assertEquals(other.caller, view));
            assertEquals(connection.caller, view);
            assertTrue(view.isInRole("editor"));
        });
        assertTrue(view.isAnonymous());
        assertEquals("Caller[anonymous []]", view.toString());
    }
}
