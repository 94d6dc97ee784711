package io.capstan.it.host;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.WampSocket;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Dozer;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that sleeps, whichever way WAMP reaches it, does so on no thread that reads for others, and delays nobody. */
@ExtendWith(ArquillianExtension.class)
class WampThreadsIT {
    private static final Map<String, Object> NONE = Map.of();

    @ArquillianResource
    URL url;

    private URI route;
    private Bystanders bystanders;
    private int requests;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("wamp-threads", Dozer.class, Dozer.Porter.class, Dozer.Clerk.class),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.realms=realm1,closed",
                "capstan.wamp.realm.realm1.auth=anonymous",
                "capstan.wamp.realm.closed.auth=ticket");
    }

    @BeforeEach
    void join() throws Exception {
        route = url.toURI().resolve("wamp");
        bystanders = new Bystanders(route);
    }

    @AfterEach
    void leave() {
        bystanders.close();
    }

    private WampSocket member() {
        return WampSocket.join(route, Protocol.JSON, "realm1");
    }

    @Test
    @DisplayName("a procedure of a bean delays nobody")
    void procedure() {
        bystanders.assertUndisturbed(number -> member().send(48, 1, NONE, "dozer.nap"), Bystanders.SLEEPERS);
    }

    @Test
    @DisplayName("a bean that takes publications delays nobody")
    void publication() {
        bystanders.assertUndisturbed(number -> member().send(16, 1, NONE, "dozer.news", List.of("now")), 1);
    }

    @Test
    @DisplayName("a bean that goes on where the answer of a client comes delays nobody")
    void continuation() {
        bystanders.assertUndisturbed(
                number -> {
                    WampSocket client = member().send(64, 1, NONE, "client." + number);
                    client.await(WampMessage.Registered.class);
                    client.send(48, 2, NONE, "dozer.relay", List.of("client." + number));
                    WampMessage.Invocation invocation = client.await(WampMessage.Invocation.class);
                    return client.send(70, invocation.request(), NONE);
                },
                Bystanders.SLEEPERS);
    }

    @Test
    @DisplayName("a bean that decides about channels delays nobody, whether it is about subscribing or publishing")
    void channels() {
        bystanders.assertUndisturbed(
                number -> number % 2 == 0
                        ? member().send(32, 1, NONE, "locked.topic")
                        : member().send(16, 1, NONE, "locked.topic"),
                Bystanders.SLEEPERS);
    }

    @Test
    @DisplayName("what comes together is answered in its order, whether it is handled where it was read or elsewhere")
    void order() {
        List<String> requests = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int i = 2; i <= 200; i += 4) {
            requests.add("[48," + i + ",{},\"order.mine\",[" + i + "]]");
            answers.add("[68," + (answers.size() / 4 + 1) + ",");
            requests.add("[16," + (i + 1) + ",{\"acknowledge\":true},\"order.topic\"]");
            answers.add("[17," + (i + 1) + ",");
            requests.add("[48," + (i + 2) + ",{},\"order.nobody\"]");
            answers.add("[8,48," + (i + 2) + ",");
            requests.add("[32," + (i + 3) + ",{},\"order.topic" + i + "\"]");
            answers.add("[33," + (i + 3) + ",");
        }
        try (RawWebSocket client = raw()) {
            client.send("[64,1,{},\"order.mine\"]").receiveText();
            client.send(requests.stream().map(RawFrame::text).toArray(RawFrame[]::new));
            for (String answer : answers) {
                String text = client.receiveText();
                assertTrue(text.startsWith(answer), () -> text + " came where this was due: " + answer);
            }
        }
    }

    /** A member that sends frames of any kind. */
    private RawWebSocket raw() {
        RawWebSocket client = RawSocket.connect(route.resolve("."))
                .get("/wamp")
                .header("Sec-WebSocket-Protocol", "wamp.2.json")
                .upgrade();
        client.send("[1,\"realm1\",{\"roles\":{\"caller\":{}}}]").receiveText();
        return client;
    }

    private static void assertBegins(String expected, String text) {
        assertTrue(text.startsWith(expected), text);
    }

    @Test
    @DisplayName(
            "pings, messages in parts and the end are answered as everywhere, and who has left is not called any more")
    void frames() {
        WampSocket other = member();
        try (RawWebSocket client = raw()) {
            client.send("[64,1,{},\"frames.mine\"]").receiveText();
            client.pingPong("there?");
            client.send(
                    RawFrame.text("[48,2,{},").more(),
                    RawFrame.ping("between"),
                    RawFrame.continuation("\"frames.mine\"]"));
            assertEquals(RawFrame.PONG, client.next().opcode());
            assertBegins("[68,1,", client.receiveText());
            client.send("[70,1,{},[\"mine\"]]");
            assertBegins("[50,2,{},[\"mine\"]", client.receiveText());
            RawFrame close = client.closeAndAwait(1000, "bye");
            assertEquals(1000, close.closeCode());
        }
        await().until(() -> {
            other.send(48, ++requests, NONE, "frames.mine");
            return other.await() instanceof WampMessage.Failure failure
                    && failure.error().equals("wamp.error.no_such_procedure");
        });
        other.close();
    }

    @Test
    @DisplayName("what is no text, and what is too large, ends its connection with 1007 and 1009")
    void broken() {
        try (RawWebSocket client = raw()) {
            client.send(RawFrame.of(RawFrame.TEXT, (byte) '[', (byte) 0xff, (byte) ']'))
                    .expectClose(1007);
        }
        try (RawWebSocket client = raw()) {
            client.send(RawFrame.text("[48,2,{},\"p\",[\"" + "x".repeat(70_000) + "\"]]"));
            assertEquals(1009, client.receiveClose().closeCode());
        }
    }

    @Test
    @DisplayName("a bean that knows tickets delays nobody")
    void tickets() {
        bystanders.assertUndisturbed(
                number -> {
                    WampSocket client = WampSocket.connect(route, Protocol.JSON)
                            .send(1, "closed", Dozer.ticketOf("sleeper" + number));
                    client.await(WampMessage.Challenge.class);
                    return client.send(5, "ticket" + number, NONE);
                },
                Bystanders.SLEEPERS);
    }
}
