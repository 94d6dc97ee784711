package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.component.Invoker.OnError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NonBlockingTest {
    private final FakeConnection connection = new FakeConnection();
    private final Queue<Runnable> handed = new ArrayDeque<>();
    private final Nimble nimble = new Nimble();
    private final Callbacks direct = new Callbacks(
            new Components().of(Nimble.class, nimble),
            connection,
            new Invoker(RequestContexts.Call::run, handed::add, OnError.CLOSE),
            connection::isClosing);

    /** Handles what begins with a small letter without waiting. */
    private static final class Nimble implements MessageComponent, NonBlocking {
        final List<String> calls = new ArrayList<>();

        @Override
        public @Nullable Runnable begin(Connection connection, String text) {
            if (text.equals("!")) {
                throw new IllegalStateException("a fault of its own");
            }
            if (Character.isLowerCase(text.charAt(0))) {
                calls.add(text + " at once");
                return null;
            }
            return () -> calls.add(text + " later");
        }

        @Override
        public @Nullable Runnable begin(Connection connection, ByteBuffer binary) {
            return begin(connection, StandardCharsets.US_ASCII.decode(binary).toString());
        }

        @Override
        public void onMessage(Connection connection, String text) {
            calls.add(text + " as a whole");
        }

        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {
            onMessage(connection, StandardCharsets.US_ASCII.decode(binary).toString());
        }
    }

    private void runHanded() {
        while (!handed.isEmpty()) {
            handed.remove().run();
        }
    }

    @Test
    @DisplayName(
            "on a thread that must not block, what a component cannot do without waiting runs elsewhere, and all in order")
    void here() {
        direct.open();
        direct.messageHere("a");
        direct.messageHere(ByteBuffer.wrap(new byte[] {'b'}));
        assertEquals(List.of("a at once", "b at once"), nimble.calls);
        direct.messageHere("C");
        direct.messageHere("d");
        direct.messageHere(ByteBuffer.wrap(new byte[] {'E'}));
        assertEquals(2, nimble.calls.size(), "they wait for another thread");
        runHanded();
        direct.messageHere("f");
        assertEquals(
                List.of("a at once", "b at once", "C later", "d as a whole", "E as a whole", "f at once"),
                nimble.calls);
        connection.close();
        direct.messageHere("g");
        assertEquals(6, nimble.calls.size(), "it is closing");
    }

    @Test
    @DisplayName("what a component throws on a thread that must not block has the same consequences, by another thread")
    void throwsHere() {
        direct.open();
        direct.messageHere("!");
        assertFalse(connection.isClosing());
        runHanded();
        assertTrue(connection.isClosing());
        direct.messageHere("late");
        assertEquals(List.of(), nimble.calls);
    }
}
