package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.ClientException;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Message;
import io.capstan.MessageComponent;
import io.capstan.component.Invoker.OnError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallbacksTest {
    private static final CloseInfo END =
            new CloseInfo(1000, "", CloseInfo.Initiator.PEER, Instant.EPOCH, Optional.empty());
    private static final Runnable NOTHING = () -> {};

    private final FakeConnection connection = new FakeConnection();
    private final Queue<Runnable> handed = new ArrayDeque<>();

    /** Something that may be thrown. */
    private interface Trouble {
        void cause() throws Exception;
    }

    /** Writes down its callbacks, then does what it is told. */
    private static final class Recorder implements MessageComponent {
        final List<String> calls = new ArrayList<>();
        final List<Throwable> errors = new ArrayList<>();
        Trouble onOpen = () -> {};
        Trouble onMessage = () -> {};
        Trouble onClose = () -> {};
        Trouble onError = () -> {};

        @Override
        public void onOpen(Connection connection) throws Exception {
            calls.add("open");
            onOpen.cause();
        }

        @Override
        public void onMessage(Connection connection, String text) throws Exception {
            calls.add(text);
            onMessage.cause();
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) throws Exception {
            calls.add("close");
            onClose.cause();
        }

        @Override
        public void onError(Connection connection, Throwable error) throws Exception {
            calls.add("error");
            errors.add(error);
            onError.cause();
        }
    }

    private final Recorder recorder = new Recorder();
    private final Callbacks callbacks = callbacks(OnError.CLOSE);

    private Callbacks callbacks(OnError onError) {
        Invoker invoker = new Invoker(RequestContexts.Call::run, handed::add, onError);
        return new Callbacks(new Components().of(Recorder.class, recorder), connection, invoker, connection::isClosing);
    }

    private void runHanded() {
        while (!handed.isEmpty()) {
            handed.remove().run();
        }
    }

    @Test
    @DisplayName("PAR-120 onOpen comes before the first message, onClose last")
    void order() {
        callbacks.open();
        callbacks.message("1");
        callbacks.message("2");
        callbacks.closed(END, NOTHING);
        runHanded();
        assertEquals(List.of("open", "1", "2", "close"), recorder.calls);
    }

    @Test
    @DisplayName("PAR-120 a connection that has ended before onOpen gets neither onOpen nor onClose")
    void endedBeforeOpen() {
        AtomicInteger told = new AtomicInteger();
        callbacks.closed(END, told::incrementAndGet);
        runHanded();
        callbacks.open();
        callbacks.message("1");
        assertEquals(List.of(), recorder.calls);
        assertEquals(1, told.get());
    }

    @Test
    @DisplayName("PAR-122 onClose is called also when onOpen threw, and tells that it was")
    void closeAfterFailedOpen() {
        AtomicInteger told = new AtomicInteger();
        recorder.onOpen = () -> {
            throw new IllegalStateException();
        };
        callbacks.open();
        callbacks.closed(END, told::incrementAndGet);
        assertEquals(0, told.get());
        runHanded();
        assertEquals(List.of("open", "error", "close"), recorder.calls);
        assertEquals(1, told.get());
    }

    @Test
    @DisplayName("PAR-122 an onClose that throws is told to onError, and the rest goes on")
    void closeThrows() {
        AtomicInteger told = new AtomicInteger();
        recorder.onClose = () -> {
            throw new AssertionError();
        };
        callbacks.open();
        callbacks.closed(END, told::incrementAndGet);
        runHanded();
        assertEquals(List.of("open", "close", "error"), recorder.calls);
        assertEquals(1, told.get());
    }

    @Test
    @DisplayName("nothing is delivered after onClose: no message and no error that came late")
    void afterClose() {
        callbacks.open();
        callbacks.closed(END, NOTHING);
        callbacks.message("late");
        callbacks.error(new IOException());
        runHanded();
        callbacks.message("later");
        runHanded();
        assertEquals(List.of("open", "close"), recorder.calls);
    }

    @Test
    @DisplayName("messages that come after this side has closed are not delivered")
    void afterOurClose() {
        callbacks.open();
        connection.close();
        callbacks.message("late");
        assertEquals(List.of("open"), recorder.calls);
    }

    /** Cannot begin. */
    private static final class Reluctant implements MessageComponent {
        final List<String> calls = new ArrayList<>();

        @Override
        public void onFirstOpen() {
            throw new IllegalStateException("not yet");
        }

        @Override
        public void onOpen(Connection connection) {
            calls.add("open");
        }

        @Override
        public void onMessage(Connection connection, String text) {
            calls.add(text);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            calls.add("close");
        }

        @Override
        public void onLastClose() {
            calls.add("last");
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            calls.add(error.getMessage());
        }
    }

    @Test
    @DisplayName("PAR-128 a failed onFirstOpen closes its connection also with keep-open, and is told to onError only")
    void firstOpenThrows() {
        Reluctant reluctant = new Reluctant();
        Callbacks first = new Callbacks(
                new Components().behind(reluctant),
                connection,
                new Invoker(RequestContexts.Call::run, handed::add, OnError.KEEP_OPEN),
                connection::isClosing);
        first.open();
        assertEquals(List.of("1011 Internal server error"), connection.closes);
        first.message("1");
        first.closed(END, NOTHING);
        runHanded();
        assertEquals(List.of("not yet"), reluctant.calls);
    }

    @Test
    @DisplayName("a timer runs behind what runs, and not before onOpen, after this side has closed, or after onClose")
    void timers() {
        callbacks.due(() -> recorder.calls.add("early"));
        runHanded();
        callbacks.open();
        callbacks.due(() -> recorder.calls.add("timer"));
        assertEquals(List.of("open"), recorder.calls);
        runHanded();
        callbacks.due(() -> {
            throw new IllegalStateException("on time");
        });
        runHanded();
        callbacks.due(() -> recorder.calls.add("late"));
        callbacks.closed(END, NOTHING);
        callbacks.due(() -> recorder.calls.add("later"));
        runHanded();
        assertEquals(List.of("open", "timer", "error", "close"), recorder.calls);
        assertEquals(List.of("1011 Internal server error"), connection.closes);
    }

    @Test
    @DisplayName("PAR-124 PAR-125 what a callback throws reaches onError and closes with 1011")
    void close() {
        recorder.onMessage = () -> {
            throw new IOException("secret");
        };
        callbacks.open();
        callbacks.message("1");
        assertEquals(List.of("open", "1", "error"), recorder.calls);
        assertEquals("secret", recorder.errors.get(0).getMessage());
        assertEquals(List.of("1011 Internal server error"), connection.closes, "PAR-126: no text of an exception");
    }

    @Test
    @DisplayName("PAR-125 keep-open keeps the connection, and the next message is delivered")
    void keepOpen() {
        Callbacks keeping = callbacks(OnError.KEEP_OPEN);
        recorder.onMessage = () -> {
            throw new IllegalStateException();
        };
        keeping.open();
        keeping.message("1");
        keeping.message("2");
        assertEquals(List.of("open", "1", "error", "2", "error"), recorder.calls);
        assertEquals(List.of(), connection.closes);
    }

    @Test
    @DisplayName("PAR-126 a ClientException closes with its own code and text, also with keep-open")
    void clientException() {
        recorder.onMessage = () -> {
            throw new ClientException(4000, "for you");
        };
        Callbacks keeping = callbacks(OnError.KEEP_OPEN);
        keeping.open();
        keeping.message("1");
        assertEquals(List.of("4000 for you"), connection.closes);
        assertEquals(1, recorder.errors.size());
    }

    @Test
    @DisplayName("a ClientException without a code closes with 1008, and one with a bad code cannot be made")
    void clientExceptionCodes() {
        assertEquals(1008, new ClientException("x").code());
        assertThrows(IllegalArgumentException.class, () -> new ClientException(1006, "x"));
    }

    @Test
    @DisplayName("PAR-127 what onError throws changes nothing")
    void onErrorThrows() {
        recorder.onMessage = () -> {
            throw new IllegalStateException();
        };
        recorder.onError = () -> {
            throw new StackOverflowError();
        };
        callbacks.open();
        callbacks.message("1");
        assertEquals(List.of("1011 Internal server error"), connection.closes);
    }

    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    @Test
    @DisplayName("PAR-124 a StackOverflowError or an AssertionError ends this connection only, and onClose still comes")
    void errors() {
        recorder.onMessage = () -> endless(0);
        callbacks.open();
        callbacks.message("1");
        assertTrue(recorder.errors.get(0) instanceof StackOverflowError);
        assertEquals(1, connection.closes.size());
        callbacks.closed(END, NOTHING);
        runHanded();
        assertEquals(List.of("open", "1", "error", "close"), recorder.calls);

        Recorder other = new Recorder();
        other.onMessage = () -> {
            throw new AssertionError();
        };
        FakeConnection second = new FakeConnection();
        Callbacks others = new Callbacks(
                new Components().of(Recorder.class, other),
                second,
                new Invoker(RequestContexts.Call::run, handed::add, OnError.CLOSE),
                second::isClosing);
        others.open();
        others.message("1");
        assertEquals(List.of("1011 Internal server error"), second.closes);
    }

    @Test
    @DisplayName("PAR-124 an error of the transport reaches onError, behind what is running, and closes nothing itself")
    void transport() {
        callbacks.open();
        callbacks.error(new IOException("reset"));
        assertEquals(List.of("open"), recorder.calls);
        runHanded();
        assertEquals("reset", recorder.errors.get(0).getMessage());
        assertEquals(List.of(), connection.closes);
    }

    @Test
    @DisplayName("PAR-174 a kind of message that the component does not take closes with 1003")
    void kind() {
        callbacks.open();
        callbacks.message(ByteBuffer.allocate(1));
        assertEquals(List.of("1003 No binary messages here"), connection.closes);
        assertEquals(List.of("open"), recorder.calls);
    }

    /** Takes binary messages only. */
    static final class BinaryOnly implements MessageComponent {
        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {}
    }

    @Test
    @DisplayName("PAR-174 text to a component that takes binary only closes with 1003")
    void text() {
        Invoker invoker = new Invoker(RequestContexts.Call::run, handed::add, OnError.CLOSE);
        Callbacks binary =
                new Callbacks(new Components().behind(new BinaryOnly()), connection, invoker, connection::isClosing);
        binary.open();
        binary.message("x");
        assertEquals(List.of("1003 No text messages here"), connection.closes);
    }

    @Test
    @DisplayName("PAR-010 PAR-150 the echo component keeps the type")
    void echo() {
        Invoker invoker = new Invoker(RequestContexts.Call::run, handed::add, OnError.CLOSE);
        Callbacks echo =
                new Callbacks(new Components().behind(new EchoComponent()), connection, invoker, connection::isClosing);
        echo.open();
        echo.message("x");
        echo.message(ByteBuffer.wrap(new byte[] {1}));
        assertEquals(List.of(Message.text("x"), Message.binary(ByteBuffer.wrap(new byte[] {1}))), connection.sent);
    }
}
