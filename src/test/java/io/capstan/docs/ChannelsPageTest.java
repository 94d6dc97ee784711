package io.capstan.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.ChannelAuthorizer;
import io.capstan.ChannelAuthorizer.Act;
import io.capstan.ChannelAuthorizer.Decision;
import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.server.CapstanServer;
import io.capstan.testing.ComponentTester;
import io.capstan.testing.FakeConnection;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import io.capstan.wire.Connected;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about channels shows")
class ChannelsPageTest {
    private static final Map<String, String> CONFIGURATION = Map.of(
            "capstan.channels.rule.orders.pattern", "orders",
            "capstan.channels.rule.orders.history.size", "10",
            "capstan.users.offline-after", "0");

    /** Says how many have joined a channel. */
    @Route("/counts")
    public static class Counts implements MessageComponent {
        @Inject
        Channels channels;

        @Override
        public void onMessage(Connection connection, String name) {
            connection.send(String.valueOf(channels.channel(name).size()));
        }
    }

    private static CapstanServer start(Class<?>... components) {
        CONFIGURATION.forEach(System::setProperty);
        try {
            return CapstanServer.builder()
                    .port(0)
                    .beanClasses(List.of(components))
                    .start();
        } finally {
            CONFIGURATION.keySet().forEach(System::clearProperty);
        }
    }

    private static RawWebSocket open(CapstanServer server, String path, String badge) {
        RawRequest request = RawSocket.connect(server.uri()).get(path);
        return (badge.isEmpty() ? request : request.header("Authorization", "Bearer " + badge)).upgrade();
    }

    @Test
    @DisplayName("rooms, in which all but the speaker hear")
    void rooms() {
        try (CapstanServer server = start(Rooms.class, Counts.class);
                RawWebSocket counts = open(server, "/counts", "");
                RawWebSocket ada = open(server, "/rooms/blue", "");
                RawWebSocket bob = open(server, "/rooms/blue", "")) {
            Awaitility.await().until(() -> "2".equals(counts.send("room.blue").receiveText()));
            ada.send("hello");
            assertEquals("hello", bob.receiveText());
            bob.send("good morning");
            assertEquals("good morning", ada.receiveText());
        }
    }

    @Test
    @DisplayName("components with channels, which the test kit can test too")
    void testKit() {
        try (ComponentTester<Rooms> rooms = ComponentTester.of(new Rooms());
                ComponentTester<OrderDesk> desk = ComponentTester.of(new OrderDesk())) {
            FakeConnection ada = rooms.connect("/rooms/blue");
            FakeConnection bob = rooms.connect("/rooms/blue");
            ada.sendText("hello");
            assertEquals(List.of("hello"), bob.received());
            assertEquals(List.of(), ada.received());
            FakeConnection clerk = desk.connect("/desk-of-orders");
            clerk.sendText("order");
            assertEquals(List.of("{\"dish\":\"fish\",\"number\":7}"), clerk.received());
        }
    }

    @Test
    @DisplayName("publishing to all, to some, to a user; a history and a report")
    void orders() {
        try (CapstanServer server = start(OrderDesk.class, Badges.class);
                RawWebSocket ada = open(server, "/desk-of-orders", "badge-7");
                RawWebSocket bob = open(server, "/desk-of-orders", "")) {
            Awaitility.await().until(() -> "2 are here".equals(ada.send("?").receiveText()));
            assertEquals("{\"dish\":\"fish\",\"number\":7}", bob.send("order").receiveText());
            assertEquals("{\"dish\":\"fish\",\"number\":7}", ada.receiveText());
            bob.send("some");
            assertEquals("to this one", bob.receiveText());
            assertEquals("The fish is out.", bob.receiveText());
            assertEquals("to all others", ada.receiveText());
            assertEquals("to all that ada has open", ada.receiveText());
            assertEquals("The fish is out.", ada.receiveText());
            String recent = ada.send("recent").receiveText();
            assertTrue(recent.matches("\\[1 at .+, 2 at .+]"), recent);
            bob.send("report");
            assertEquals("Closing time", bob.receiveText());
            assertEquals("Closing time", ada.receiveText());
            assertTrue(bob.receiveText().endsWith(" got it"));
        }
    }

    @Test
    @DisplayName("who comes and goes, as observers are told")
    void events() {
        try (CapstanServer server = start(Rooms.class, Census.class, Guestbook.class, Badges.class);
                RawWebSocket reader = open(server, "/guestbook", "")) {
            open(server, "/rooms/red", "badge-7").close();
            Awaitility.await().untilAsserted(() -> {
                List<String> entries = List.of(
                        reader.send("?").receiveText().replaceAll("^\\[|]$", "").split(", "));
                assertTrue(
                        entries.containsAll(
                                List.of("ada is there", "ada came to room.red", "room.red is empty", "ada has gone")),
                        entries::toString);
            });
        }
    }

    @Test
    @DisplayName("an authorizer for channels that belong to somebody")
    void authorizer() {
        ChannelAuthorizer doorman = new Doorman();
        Connection ada = Connected.as(Caller.of("ada"));
        assertEquals(Decision.GRANT, doorman.decide(new ChannelAuthorizer.Request(Act.SUBSCRIBE, "inbox.ada", ada)));
        assertEquals(Decision.DENY, doorman.decide(new ChannelAuthorizer.Request(Act.HISTORY, "inbox.bob", ada)));
        assertEquals(Decision.IGNORE, doorman.decide(new ChannelAuthorizer.Request(Act.SUBSCRIBE, "news", ada)));
        Connection nobody = Connected.anonymously();
        assertEquals(Decision.DENY, doorman.decide(new ChannelAuthorizer.Request(Act.SUBSCRIBE, "inbox.", nobody)));
    }
}
