package io.capstan.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.Conversation;
import io.capstan.Conversation.Messages;
import io.capstan.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("A conversation in memory")
class ConversationTesterTest {

    /** Asks again when nobody answers for a minute, twice. */
    static class Patient implements Conversation {
        @Override
        public void converse(Connection client, Messages messages) throws InterruptedException {
            for (int i = 0; i < 3; i++) {
                client.send("Who is there?");
                try {
                    Optional<Message> answer = messages.receive(Duration.ofMinutes(1));
                    client.send(answer.isPresent() ? "Hello" : "Nobody");
                    return;
                } catch (TimeoutException nobody) {
                    client.send("Hm.");
                }
            }
        }
    }

    @RepeatedTest(20)
    @DisplayName("answers before sending returns, and closes with 1000 at its end")
    void answers() {
        try (ComponentTester<Patient> patient = ComponentTester.of(new Patient())) {
            FakeConnection ada = patient.connect("/");
            assertEquals(List.of("Who is there?"), ada.received());
            ada.sendText("me");
            assertEquals(List.of("Who is there?", "Hello"), ada.received());
            assertEquals(1000, ada.closeInfo().orElseThrow().code());
        }
    }

    @RepeatedTest(20)
    @DisplayName("waits by the clock of the test")
    void virtualTime() {
        try (ComponentTester<Patient> patient = ComponentTester.of(new Patient())) {
            FakeConnection ada = patient.connect("/");
            patient.advance(Duration.ofSeconds(59));
            assertEquals(List.of("Who is there?"), ada.received());
            patient.advance(Duration.ofSeconds(1));
            assertEquals(List.of("Who is there?", "Hm.", "Who is there?"), ada.received());
            patient.advance(Duration.ofMinutes(2));
            assertFalse(ada.isOpen());
            assertEquals(5 + 1, ada.received().size());
        }
    }

    @Test
    @DisplayName("of many clients go on at the same time")
    void many() {
        AtomicInteger over = new AtomicInteger();
        Conversation counting = (client, messages) -> {
            for (Message message : messages) {
                client.send(message);
            }
            over.incrementAndGet();
        };
        try (ComponentTester<Conversation> echo = ComponentTester.of(counting)) {
            List<FakeConnection> clients =
                    IntStream.range(0, 50).mapToObj(i -> echo.connect("/" + i)).toList();
            clients.forEach(client -> client.sendText(client.connection().variable("**")));
            clients.forEach(client -> assertEquals(List.of(client.connection().variable("**")), client.received()));
            clients.forEach(FakeConnection::close);
            assertEquals(50, over.get());
        }
    }

    @Test
    @DisplayName("that still talks when its tester is closed is interrupted, which is no failure")
    void interrupted() {
        AtomicInteger interrupted = new AtomicInteger();
        Conversation stubborn = (client, messages) -> {
            while (messages.receive().isPresent()) {
                client.send("go on");
            }
            interrupted.incrementAndGet();
        };
        try (ComponentTester<Conversation> tester = ComponentTester.of(stubborn)) {
            tester.connect("/").sendText("x");
        }
        assertTrue(interrupted.get() == 1, "it has ended");
    }

    @Test
    @DisplayName("that fails is reported")
    void fails() {
        Conversation broken = (client, messages) -> {
            messages.receive();
            throw new IllegalStateException("broken");
        };
        try (ComponentTester<Conversation> tester = ComponentTester.of(broken)) {
            FakeConnection ada = tester.connect("/").sendText("x");
            assertEquals(1011, ada.closeInfo().orElseThrow().code());
            assertEquals("broken", tester.errors().get(0).getMessage());
        }
    }
}
