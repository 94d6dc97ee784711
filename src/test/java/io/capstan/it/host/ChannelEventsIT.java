package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Channel;
import io.capstan.ChannelEvent;
import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.Users;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Gatekeeper;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CDI events about channels and users, and who is in a channel. */
@ExtendWith(ArquillianExtension.class)
class ChannelEventsIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** Has a number of its own in each request. */
    @RequestScoped
    public static class Ticket {
        private static final AtomicInteger ISSUED = new AtomicInteger();

        private final int number = ISSUED.incrementAndGet();

        public int number() {
            return number;
        }
    }

    /** Each room is a channel. */
    @Route("/room/{room}")
    public static class Room implements MessageComponent {
        @Inject
        Channels channels;

        private Channel room(Connection connection) {
            return channels.channel("room." + connection.variable("room"));
        }

        @Override
        public void onOpen(Connection connection) {
            room(connection).join(connection);
        }

        @Override
        public void onMessage(Connection connection, String text) {
            Channel room = room(connection);
            if (text.equals("leave")) {
                room.leave(connection);
            }
            connection.send(room.size() + " "
                    + room.members()
                            .map(member -> member.caller().name())
                            .sorted()
                            .toList());
        }
    }

    /** Writes down what happens to rooms; one of them makes it fail. */
    @ApplicationScoped
    public static class Observers {
        @Inject
        Journal journal;

        @Inject
        Ticket ticket;

        private volatile int lastTicket;

        void subscribed(@Observes @ChannelEvent.Subscribed ChannelEvent event) {
            note(event, "subscribed");
            if (event.channel().name().equals("room.broken")) {
                throw new IllegalStateException("as asked");
            }
        }

        void unsubscribed(@Observes @ChannelEvent.Unsubscribed ChannelEvent event) {
            note(event, "unsubscribed");
        }

        void occupied(@Observes @ChannelEvent.Occupied ChannelEvent event) {
            note(event, "occupied");
        }

        void vacated(@Observes @ChannelEvent.Vacated ChannelEvent event) {
            note(event, "vacated");
        }

        private void note(ChannelEvent event, String what) {
            int number = ticket.number();
            boolean another = number != lastTicket;
            lastTicket = number;
            journal.add(event.channel().name() + " " + what + " "
                    + event.connection().caller().name() + (another ? "" : " in the same request"));
        }

        void online(@Observes @Users.Online Users.User user) {
            journal.add("user-" + user.name() + " online "
                    + user.connections().all().findAny().isPresent());
        }

        void offline(@Observes @Users.Offline Users.User user) {
            journal.add("user-" + user.name() + " offline");
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("channel-events", Room.class, Observers.class, Ticket.class)
                        .addClasses(Gatekeeper.class, Journal.class, ControlServlet.class),
                "capstan.users.offline-after=500ms");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String room, String user) {
        return RawSocket.connect(base)
                .get("/room/" + room)
                .header("Authorization", "Bearer test/" + user + "//0")
                .upgrade();
    }

    @Test
    @DisplayName("who joins and leaves is told once and in order, with a request context, and who ends has left")
    void events() {
        try (RawWebSocket ada = open("blue", "ada")) {
            assertEquals("1 [ada]", ada.send("?").receiveText());
            try (RawWebSocket bob = open("blue", "bob")) {
                assertEquals("2 [ada, bob]", bob.send("?").receiveText());
                assertEquals("1 [bob]", ada.send("leave").receiveText());
                assertEquals("1 [bob]", ada.send("leave").receiveText());
            }
            control.awaitJournal(
                    "room.blue",
                    "subscribed ada",
                    "occupied ada",
                    "subscribed bob",
                    "unsubscribed ada",
                    "unsubscribed bob",
                    "vacated bob");
        }
    }

    @Test
    @DisplayName("an observer that fails changes nothing for anybody")
    void failure() {
        try (RawWebSocket eve = open("broken", "eve")) {
            assertEquals("1 [eve]", eve.send("?").receiveText());
        }
        control.awaitJournal("room.broken", "subscribed eve", "occupied eve", "unsubscribed eve", "vacated eve");
    }

    @Test
    @DisplayName("a user is online with its first connection, and offline when the last one has been gone for a while")
    void users() {
        try (RawWebSocket first = open("red", "cleo")) {
            control.awaitJournal("user-cleo", "online true");
            try (RawWebSocket second = open("red", "cleo")) {
                assertEquals("2 [cleo, cleo]", second.send("?").receiveText());
            }
            control.awaitSize(1);
            assertEquals("1 [cleo]", first.send("?").receiveText());
        }
        control.awaitJournal("user-cleo", "online true", "offline");
        try (RawWebSocket again = open("red", "cleo")) {
            assertEquals("1 [cleo]", again.send("?").receiveText());
            control.awaitJournal("user-cleo", "online true", "offline", "online true");
        }
        control.awaitJournal("user-cleo", "online true", "offline", "online true", "offline");
    }
}
