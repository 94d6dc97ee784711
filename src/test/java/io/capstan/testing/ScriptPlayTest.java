package io.capstan.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.Conversation;
import io.capstan.Conversation.Messages;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.server.CapstanServer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every script is played twice by the same test: in memory, and over a socket. */
@DisplayName("A script is played")
public class ScriptPlayTest {
    private static final String TALK = """
            SND TEXT 'Ada'
            RCV TEXT 'Hello, Ada'
            SND BINARY 0102
            RCV BINARY 0304
            SND PING 'x'
            RCV PONG 'x'
            SND TEXT 'goodbye'
            RCV CLOSE 4001 'see you'
            """;

    private static CapstanServer server;

    /** Says back what it hears. */
    @Route("/script-echo")
    public static class Echo implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }

        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {
            connection.send(binary);
        }
    }

    /** Plays the other side of the talk. */
    @Route("/script-talk")
    public static class Talk implements Conversation {
        @Override
        public void converse(Connection client, Messages messages) throws Exception {
            Script.parse(TALK).dual().conversation().converse(client, messages);
        }
    }

    enum Medium {
        MEMORY {
            @Override
            void connect(Object component, String path, Consumer<Peer> test) {
                try (ComponentTester<Object> tester = ComponentTester.of(component)) {
                    test.accept(tester.connect(path));
                }
            }
        },
        SOCKET {
            @Override
            void connect(Object component, String path, Consumer<Peer> test) {
                try (RawWebSocket socket =
                        RawSocket.connect(server.uri()).get(path).upgrade()) {
                    test.accept(socket);
                }
            }
        };

        abstract void connect(Object component, String path, Consumer<Peer> test);
    }

    @BeforeAll
    static void start() {
        server = CapstanServer.builder()
                .port(0)
                .beanClasses(List.of(Echo.class, Talk.class))
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("against its dual")
    void dual(Medium medium) {
        medium.connect(new Talk(), "/script-talk", Script.parse(TALK)::play);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("of 1, 100 and 1,000 random messages against an echo")
    void random(Medium medium) {
        for (int messages : new int[] {1, 100, 1_000}) {
            medium.connect(new Echo(), "/script-echo", Script.randomEcho(42 + messages, messages)::play);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("and names the step that the other side does otherwise")
    void otherwise(Medium medium) {
        Script script = Script.parse("SND TEXT 'a'\nRCV TEXT 'a'\nSND TEXT 'b'\nRCV TEXT 'c'");
        medium.connect(new Echo(), "/script-echo", peer -> {
            AssertionError error = assertThrows(AssertionError.class, () -> script.play(peer));
            assertEquals("Step 4 of 4, RCV TEXT 'c': what came is TEXT 'b'", error.getMessage());
        });
    }

    @Test
    @DisplayName("and one that is played by the component names the step that the client does otherwise")
    void otherwiseByTheClient() {
        try (ComponentTester<Talk> talk = ComponentTester.of(new Talk())) {
            talk.connect("/script-talk").sendText("Eve");
            String message = talk.errors().get(0).getMessage();
            assertEquals("Step 1 of 8, RCV TEXT 'Ada': what came is TEXT 'Eve'", message);
        }
    }

    @Test
    @DisplayName("and nothing that comes is named as well")
    void silence() {
        try (ComponentTester<Echo> echo = ComponentTester.of(new Echo())) {
            FakeConnection ada = echo.connect("/script-echo");
            AssertionError error = assertThrows(
                    AssertionError.class, () -> Script.parse("RCV TEXT 'x'").play(ada));
            assertTrue(error.getMessage().startsWith("Step 1 of 1, RCV TEXT 'x': nothing came."), error.getMessage());
        }
    }
}
