package io.capstan.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.capstan.Caller;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.server.CapstanServer;
import io.capstan.testing.ComponentTester;
import io.capstan.testing.FakeConnection;
import io.capstan.testing.HandshakeRefusedException;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import io.capstan.testing.Script;
import jakarta.annotation.security.RolesAllowed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about testing shows")
class TestingPageTest {

    @Test
    @DisplayName("PAR-350 a component in memory")
    void memory() {
        try (ComponentTester<Chat> chat = ComponentTester.of(new Chat())) {
            FakeConnection ada = chat.connect("/chat/ada");
            FakeConnection grace = chat.connect("/chat/grace");
            ada.sendText("hello");
            assertEquals(List.of("ada: hello"), grace.received());
            ada.close(1000, "");
            assertEquals(1, chat.connections().size());
        }
    }

    @Route("/desk/{topic}")
    @RolesAllowed("customer")
    public static class HelpDesk implements MessageComponent {
        @Override
        public void onOpen(Connection connection) {
            connection.schedule(Duration.ofMinutes(5), () -> connection.close(4000, "Nobody has time."));
        }

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(connection.caller().name() + " wants " + text);
        }
    }

    @Test
    @DisplayName("a caller with a role, and time that passes at once")
    void callerAndTime() {
        try (ComponentTester<HelpDesk> desk = ComponentTester.of(new HelpDesk())) {
            FakeConnection ada = desk.request("/desk/refunds?lang=sv")
                    .header("X-App-Version", "3")
                    .caller(Caller.of("ada", "customer"))
                    .connect();
            desk.advance(Duration.ofMinutes(5));
            assertEquals(4000, ada.closeInfo().orElseThrow().code());

            HandshakeRefusedException refused =
                    assertThrows(HandshakeRefusedException.class, () -> desk.connect("/desk/refunds"));
            assertEquals(401, refused.status());
        }
    }

    @Route("/fragile")
    public static class Fragile implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(Integer.toString(Integer.parseInt(text) + 1));
        }
    }

    @Test
    @DisplayName("what a component has thrown, and a setting")
    void errors() {
        try (ComponentTester<Fragile> fragile = ComponentTester.builder(connections -> new Fragile())
                .setting("capstan.component.on-error", "keep-open")
                .start()) {
            FakeConnection ada = fragile.connect("/fragile");
            ada.sendText("one").sendText("1");
            assertEquals(List.of("2"), ada.received());
            assertEquals(NumberFormatException.class, fragile.errors().get(0).getClass());
        }
    }

    private static final Script TALK = Script.parse("""
            RCV TEXT 'What is your name?'
            SND TEXT 'Ada'
            RCV TEXT 'What is six times seven, Ada?'
            SND TEXT '42'
            RCV TEXT 'Right!'
            RCV CLOSE 1000
            """);

    @Test
    @DisplayName("a script that is played in memory and over a socket")
    void script() {
        try (ComponentTester<Quiz> quiz = ComponentTester.of(new Quiz())) {
            TALK.play(quiz.connect("/quiz"));
        }
        try (CapstanServer server =
                CapstanServer.builder().port(0).beanClasses(List.of(Quiz.class)).start()) {
            overTheWire(server.uri());
        }
    }

    private static void overTheWire(URI server) {
        try (RawWebSocket ada = RawSocket.connect(server).get("/quiz").upgrade()) {
            TALK.play(ada);
        }
    }

    @Test
    @DisplayName("the dual of a script, for the tests of a client")
    void dual() {
        try (ComponentTester<?> quiz = ComponentTester.of(TALK.dual().conversation())) {
            TALK.play(quiz.connect("/"));
        }
    }

    @Test
    @DisplayName("PAR-352 the raw client: status and headers of a refusal, frames, close codes")
    void raw() {
        try (CapstanServer server = CapstanServer.builder()
                .port(0)
                .beanClasses(List.of(Fragile.class))
                .start()) {
            refusal(server.uri());
            frames(server.uri());
        }
    }

    private static void refusal(URI server) {
        try (RawSocket socket = RawSocket.connect(server)) {
            HttpAnswer answer = socket.get("/fragile")
                    .header("Origin", "http://other.example")
                    .refusal();
            assertEquals(403, answer.status());
            assertEquals(
                    "application/problem+json", answer.header("Content-Type").orElseThrow());
        }
    }

    private static void frames(URI server) {
        try (RawWebSocket client = RawSocket.connect(server).get("/fragile").upgrade()) {
            client.send(RawFrame.text("4").more(), RawFrame.ping("still there?"), RawFrame.continuation("1"));
            assertEquals("still there?", client.next().text());
            assertEquals("42", client.receiveText());
            client.send("forty-two").expectClose(1011);
        }
    }
}
