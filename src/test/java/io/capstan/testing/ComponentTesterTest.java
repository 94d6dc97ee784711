package io.capstan.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.ClientException;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.Delivery;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.OutboxLimits.OverflowPolicy;
import io.capstan.Route;
import io.capstan.Users;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A component in memory")
public class ComponentTesterTest {
    @Route("/chat/{room}")
    static class Chat implements MessageComponent {
        final List<String> journal = new ArrayList<>();

        @Inject
        private Connections connections;

        @Inject
        private Users users;

        @Inject
        private Caller caller;

        @Override
        public void onFirstOpen() {
            journal.add("first");
        }

        @Override
        public void onOpen(Connection connection) {
            journal.add("open " + connection.variable("room") + " for '" + caller.name() + "'");
        }

        @Override
        public void onMessage(Connection connection, String text) {
            switch (text) {
                case "all" -> connections.of(Chat.class).except(connection).broadcast("to " + connections.size());
                case "fail" -> throw new IllegalStateException("out of order");
                case "refuse" -> throw new ClientException(4000, "not you");
                case "later" -> connection.schedule(Duration.ofMinutes(10), () -> connection.send("ten minutes"));
                case "soon" -> connection.schedule(Duration.ZERO, () -> connection.send("at once"));
                case "who" -> connection.send(users.names().sorted().toList().toString());
                case "bye" -> connection.close(4001, "bye");
                default -> connection.send(text);
            }
        }

        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {
            connection.send(binary);
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            journal.add("error " + error.getMessage());
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            journal.add("close " + close.code() + " " + close.initiator());
        }

        @Override
        public void onLastClose() {
            journal.add("last");
        }

        @Override
        public CompletionStage<?> onShutdown() {
            journal.add("shutdown with " + connections.size());
            return CompletableFuture.completedStage(null);
        }
    }

    @Test
    @DisplayName("PAR-350 is called as on a server, and what it sends and how it closes is recorded")
    void interfaceStyle() {
        try (ComponentTester<Chat> chat = ComponentTester.of(new Chat())) {
            FakeConnection ada = chat.connect("/chat/blue");
            FakeConnection grace =
                    chat.request("/chat/red").caller(Caller.of("grace")).connect();
            ada.sendText("hello").sendBinary((byte) 1, (byte) 2);
            grace.sendText("all").sendText("who").sendText("bye");

            assertEquals(List.of("hello", "to 2"), ada.received());
            assertArrayEquals(new byte[] {1, 2}, ada.receivedBinary().get(0));
            assertEquals(List.of("[grace]"), grace.received());
            assertFalse(grace.isOpen());
            assertEquals(4001, grace.closeInfo().orElseThrow().code());
            assertEquals(
                    CloseInfo.Initiator.SERVER, grace.closeInfo().orElseThrow().initiator());
            ada.close(1000, "");
            assertEquals(
                    List.of(
                            "first",
                            "open blue for ''",
                            "open red for 'grace'",
                            "close 4001 SERVER",
                            "close 1000 PEER",
                            "last"),
                    chat.component().journal);
        }
    }

    @Test
    @DisplayName("is stopped with its tester: onShutdown, then 1001, then onClose")
    void stopped() {
        Chat component = new Chat();
        FakeConnection ada;
        try (ComponentTester<Chat> chat = ComponentTester.of(component)) {
            ada = chat.connect("/chat/blue");
        }
        assertEquals(1001, ada.closeInfo().orElseThrow().code());
        assertEquals(
                List.of("first", "open blue for ''", "shutdown with 1", "close 1001 SERVER", "last"),
                component.journal);
    }

    @Test
    @DisplayName("gets what it has planned when the test says that the time has come")
    void timers() {
        try (ComponentTester<Chat> chat = ComponentTester.of(new Chat())) {
            FakeConnection ada = chat.connect("/chat/blue").sendText("later").sendText("soon");
            assertEquals(List.of("at once"), ada.received());
            chat.advance(Duration.ofMinutes(9));
            assertEquals(List.of("at once"), ada.received());
            chat.advance(Duration.ofMinutes(1));
            assertEquals(List.of("at once", "ten minutes"), ada.received());
        }
    }

    @Test
    @DisplayName("has a heartbeat: a client that answers stays, one that does not is closed with 1008")
    void heartbeat() {
        try (ComponentTester<Chat> chat = ComponentTester.of(new Chat())) {
            FakeConnection lively = chat.connect("/chat/blue");
            FakeConnection silent = chat.connect("/chat/blue").ignorePings();
            chat.advance(Duration.ofMinutes(2));
            assertTrue(lively.isOpen());
            assertTrue(lively.pings() >= 4, "pings: " + lively.pings());
            assertEquals(1008, silent.closeInfo().orElseThrow().code());
            assertEquals(2, silent.pings());
        }
    }

    @Test
    @DisplayName("whose failure nobody has looked at fails the test when its tester is closed")
    void failures() {
        ComponentTester<Chat> unseen = ComponentTester.of(new Chat());
        FakeConnection ada = unseen.connect("/chat/blue").sendText("fail");
        assertEquals(1011, ada.closeInfo().orElseThrow().code());
        AssertionError error = assertThrows(AssertionError.class, unseen::close);
        assertTrue(error.getMessage().contains("out of order"), error.getMessage());
        assertEquals("out of order", error.getCause().getMessage());

        try (ComponentTester<Chat> seen = ComponentTester.of(new Chat())) {
            seen.connect("/chat/blue").sendText("fail");
            assertEquals("out of order", seen.errors().get(0).getMessage());
            assertTrue(seen.component().journal.contains("error out of order"));
        }
    }

    @Test
    @DisplayName("may refuse: what is meant for the client is no failure")
    void refusal() {
        try (ComponentTester<Chat> chat = ComponentTester.of(new Chat())) {
            FakeConnection ada = chat.connect("/chat/blue").sendText("refuse");
            assertEquals(4000, ada.closeInfo().orElseThrow().code());
            assertEquals("not you", ada.closeInfo().orElseThrow().reason());
            assertEquals(List.of(), chat.errors());
        }
    }

    @Test
    @DisplayName("learns of clients that vanish and of transports that fail")
    void abruptEnds() {
        try (ComponentTester<Chat> chat = ComponentTester.of(new Chat())) {
            chat.connect("/chat/blue").drop();
            FakeConnection other = chat.connect("/chat/blue");
            other.fail(new IOException("reset"));
            assertEquals(1006, other.closeInfo().orElseThrow().code());
            assertEquals(
                    "reset",
                    other.closeInfo().orElseThrow().cause().orElseThrow().getMessage());
            assertThrows(IllegalStateException.class, () -> other.sendText("too late"));
        }
    }

    @Route("/prices")
    @OutboxLimits(policy = OverflowPolicy.DROP_OLDEST, messages = 2)
    static class Prices implements MessageComponent {
        final List<CompletionStage<Delivery>> deliveries = new ArrayList<>();

        @Override
        public void onMessage(Connection connection, String text) {
            deliveries.add(connection.send(text));
        }
    }

    @Test
    @DisplayName("has an outbox with its own limits, which a client that hangs fills")
    void outbox() {
        try (ComponentTester<Prices> prices = ComponentTester.of(new Prices())) {
            FakeConnection slow = prices.connect("/prices").pause();
            slow.sendText("1").sendText("2").sendText("3").sendText("4");
            assertEquals(List.of(), slow.received());
            slow.resume();
            assertEquals(List.of("1", "3", "4"), slow.received(), "the first was under way already");
            assertEquals(
                    Delivery.DROPPED,
                    prices.component().deliveries.get(1).toCompletableFuture().join());
        }
        try (ComponentTester<Chat> chat = ComponentTester.builder(connections -> new Chat())
                .setting("capstan.outbox.messages", "1")
                .start()) {
            FakeConnection slow = chat.connect("/chat/blue").pause();
            slow.sendText("1").sendText("2").sendText("3");
            assertEquals(1013, slow.closeInfo().orElseThrow().code());
        }
    }

    @Test
    @DisplayName("of a client that hangs and never answers the close frame ends in time")
    void frozen() {
        try (ComponentTester<Chat> chat = ComponentTester.of(new Chat())) {
            FakeConnection frozen = chat.connect("/chat/blue").pause().sendText("bye");
            assertEquals(List.of(), List.copyOf(frozen.closeInfo().stream().toList()));
            chat.advance(Duration.ofSeconds(4));
            assertEquals(4001, frozen.closeInfo().orElseThrow().code());
        }
    }

    @Test
    @DisplayName("gets no frames in an order that no engine would pass on")
    void order() {
        try (ComponentTester<Chat> chat = ComponentTester.of(new Chat())) {
            FakeConnection ada = chat.connect("/chat/blue");
            assertThrows(IllegalArgumentException.class, () -> ada.send(RawFrame.continuation("x")));
            ada.send(RawFrame.text("a").more());
            assertThrows(IllegalArgumentException.class, () -> ada.sendText("b"));
            assertEquals(List.of("ac"), ada.send(RawFrame.continuation("c")).received());
        }
    }

    @Test
    @DisplayName("takes less than 50 ms a test")
    void fast() {
        run();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            run();
            best = Math.min(best, System.nanoTime() - start);
        }
        assertTrue(best < 50_000_000, best + " ns");
    }

    private static void run() {
        try (ComponentTester<Chat> chat = ComponentTester.of(new Chat())) {
            assertEquals(
                    List.of("hi"), chat.connect("/chat/blue").sendText("hi").received());
        }
    }
}
