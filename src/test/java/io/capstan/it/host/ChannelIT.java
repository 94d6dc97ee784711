package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.Channel;
import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Components publish to channels, and their connections listen. */
@ExtendWith(ArquillianExtension.class)
class ChannelIT {
    @ArquillianResource
    URL url;

    private URI base;

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
            connection.send("welcome");
        }

        @Override
        public void onMessage(Connection connection, String text) {
            switch (text) {
                case "size" -> connection.send(String.valueOf(room(connection).size()));
                case "leave" -> room(connection).leave(connection);
                default -> room(connection).publish(text);
            }
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("channels", Room.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    private RawWebSocket open(String room) {
        RawWebSocket client = RawSocket.connect(base).get("/room/" + room).upgrade();
        assertEquals("welcome", client.receiveText());
        return client;
    }

    @Test
    @DisplayName("what is published to a channel reaches all that have joined it, in order, and nobody else")
    void publish() {
        try (RawWebSocket ada = open("blue");
                RawWebSocket bob = open("blue");
                RawWebSocket eve = open("red")) {
            ada.send("one").send("two");
            for (RawWebSocket client : new RawWebSocket[] {ada, bob}) {
                assertEquals("one", client.receiveText());
                assertEquals("two", client.receiveText());
            }
            assertEquals("1", eve.send("size").receiveText());
            bob.send("leave").send("size");
            assertEquals("1", bob.receiveText());
        }
    }

    @Test
    @DisplayName("clients follow channels by themselves only where an application wants it")
    void notMounted() {
        assertEquals(404, RawSocket.connect(base).get("/channels").answer().status());
    }
}
