package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.Channel;
import io.capstan.ChannelEvent;
import io.capstan.ChannelName;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.TokenVerifier;
import io.capstan.Users;
import io.capstan.server.CapstanServer;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What observers of channels and users are told when an application stops. */
@Timeout(60)
class LastEventsTest {
    private static final List<String> TOLD = new CopyOnWriteArrayList<>();

    /** Everybody joins the channel. */
    @Route("/all")
    public static class Joining implements MessageComponent {
        @Inject
        @ChannelName
        Channel all;

        @Override
        public void onOpen(Connection connection) {
            all.join(connection);
            connection.send("welcome");
        }

        @Override
        public void onMessage(Connection connection, String text) {
            all.publish(text);
        }
    }

    /** Tokens are names. */
    @ApplicationScoped
    public static class Believer implements TokenVerifier {
        @Override
        public Optional<Caller> verify(String token) {
            return Optional.of(Caller.of(token));
        }
    }

    /** Writes down what it is told. */
    @ApplicationScoped
    public static class Witness {
        void vacated(@Observes @ChannelEvent.Vacated ChannelEvent event) {
            TOLD.add(event.channel().name() + " is empty");
        }

        void offline(@Observes @Users.Offline Users.User user) {
            TOLD.add(user.name() + " has gone");
        }
    }

    @BeforeEach
    void forget() {
        TOLD.clear();
    }

    @Test
    @DisplayName("when the application has stopped, observers know that channels are empty and users have gone")
    void stop() {
        CapstanServer server = CapstanServer.builder()
                .port(0)
                .beanClasses(List.of(Joining.class, Believer.class, Witness.class))
                .start();
        try (RawWebSocket ada = RawSocket.connect(server.uri())
                .get("/all")
                .header("Authorization", "Bearer ada")
                .upgrade()) {
            assertEquals("welcome", ada.receiveText());
            Thread closing = new Thread(server::close);
            closing.start();
            ada.expectClose(1001);
            closing.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertEquals(2, TOLD.size());
        assertTrue(TOLD.containsAll(List.of("all is empty", "ada has gone")), TOLD::toString);
    }
}
