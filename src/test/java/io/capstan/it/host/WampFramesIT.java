package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.it.client.WampSocket;
import io.capstan.it.container.Wars;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** What the router answers to which frames: the table of the issue, line by line, in all serializers. */
@ExtendWith(ArquillianExtension.class)
class WampFramesIT {
    private static final String VIOLATION = "ABORT wamp.error.protocol_violation 1002";
    private static final Map<String, Object> NONE = Map.of();
    private static final Map<String, Object> ROLES = Map.of("roles", Map.of("caller", Map.of()));
    private static final long LARGEST = 1L << 53;

    @ArquillianResource
    URL url;

    private URI route;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("frames"),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.realms=realm1,strict,lasting",
                "capstan.wamp.auth=anonymous",
                "capstan.wamp.realm.strict.strict=true",
                "capstan.wamp.realm.lasting.reuse=true");
    }

    @BeforeEach
    void prepare() throws Exception {
        route = url.toURI().resolve("wamp");
    }

    /**
     * A line of the table.
     *
     * @param realm which one is joined before; empty: none
     * @param frames what the client sends then
     * @param answer what comes: the kind of the last message, its URI if it has one, and the close code if it closes
     */
    private record Line(String name, String realm, Consumer<WampSocket> frames, String answer) {}

    private static Line fresh(String name, String answer, Object... message) {
        return new Line(name, "", client -> client.send(message), answer);
    }

    private static Line joined(String name, String answer, Object... message) {
        return new Line(name, "realm1", client -> client.send(message), answer);
    }

    private static Line strict(String name, String answer, Object... message) {
        return new Line(name, "strict", client -> client.send(message), answer);
    }

    /** What has no answer: the next thing that is heard is the answer to a question that follows. */
    private static Line silent(String name, Object... message) {
        return new Line(
                name,
                "realm1",
                client -> client.send(message).send(34, 99, 4711),
                "ERROR 34 wamp.error.no_such_subscription");
    }

    private static List<Line> opening() {
        return List.of(
                fresh("SUBSCRIBE before HELLO", VIOLATION, 32, 1, NONE, "shop.sold"),
                fresh("GOODBYE before HELLO", VIOLATION, 6, NONE, "wamp.close.normal"),
                fresh("AUTHENTICATE before HELLO", VIOLATION, 5, "secret", NONE),
                fresh("unknown realm", "ABORT wamp.error.no_such_realm 1000", 1, "other", ROLES),
                fresh("realm with a dot", "ABORT wamp.error.no_such_realm 1000", 1, "a.b", ROLES),
                fresh("realm that is no URI", "ABORT wamp.error.invalid_uri 1000", 1, "a..b", ROLES),
                fresh("HELLO without roles", VIOLATION, 1, "realm1", NONE),
                fresh("HELLO with no role", VIOLATION, 1, "realm1", Map.of("roles", NONE)),
                fresh("HELLO with roles that are none", VIOLATION, 1, "realm1", Map.of("roles", "caller")),
                fresh(
                        "HELLO with methods that the realm does not know",
                        "ABORT wamp.error.no_matching_auth_method 1000",
                        1,
                        "realm1",
                        Map.of("roles", Map.of("caller", NONE), "authmethods", List.of("ticket"))),
                fresh("HELLO with a realm that is none", VIOLATION, 1, 5, ROLES),
                joined("second HELLO", VIOLATION, 1, "realm1", ROLES),
                joined("WELCOME from a client", VIOLATION, 2, 1, NONE),
                joined("CHALLENGE from a client", VIOLATION, 4, "ticket", NONE),
                joined("AUTHENTICATE where nobody asked", VIOLATION, 5, "secret", NONE));
    }

    private static List<Line> shapes() {
        List<Line> lines = new ArrayList<>(List.of(
                joined("empty list", VIOLATION),
                joined("unknown type", VIOLATION, 99, 1, NONE),
                joined("type as a string", VIOLATION, "32", 1, NONE, "shop.sold"),
                joined("type as a fraction", VIOLATION, 32.5, 1, NONE, "shop.sold"),
                joined("SUBSCRIBE too short", VIOLATION, 32, 1, NONE),
                joined("SUBSCRIBE too long", VIOLATION, 32, 1, NONE, "shop.sold", List.of(), NONE, 1),
                joined("options that are none", VIOLATION, 32, 1, 5, "shop.sold"),
                joined("topic that is none", VIOLATION, 32, 1, NONE, 5),
                joined("arguments that are no list", VIOLATION, 16, 1, NONE, "shop.sold", NONE),
                joined("keyword arguments that are no dict", VIOLATION, 16, 1, NONE, "shop.sold", List.of(), List.of()),
                joined("acknowledge as a string", VIOLATION, 16, 1, Map.of("acknowledge", "yes"), "shop.sold"),
                joined("acknowledge as a number", VIOLATION, 16, 1, Map.of("acknowledge", 1), "shop.sold"),
                joined("exclude that is no list", VIOLATION, 16, 1, Map.of("exclude", "x"), "shop.sold"),
                joined("match that is no string", VIOLATION, 32, 1, Map.of("match", 1), "shop.sold"),
                joined("unknown options", "SUBSCRIBED", 32, 1, Map.of("_shop_x", 1), "shop.sold")));
        for (long id : new long[] {0, -1, LARGEST + 2}) {
            lines.add(joined("request " + id, VIOLATION, 32, id, NONE, "shop.sold"));
        }
        lines.add(joined("request 2^53", "SUBSCRIBED", 32, LARGEST, NONE, "shop.sold"));
        lines.add(joined("a gap between requests", "SUBSCRIBED", 32, 5, NONE, "shop.sold"));
        return lines;
    }

    private static List<Line> requests() {
        return List.of(
                joined("topic with an empty component", "ERROR 32 wamp.error.invalid_uri", 32, 1, NONE, "com..a"),
                joined("topic with a blank", "ERROR 32 wamp.error.invalid_uri", 32, 1, NONE, "com.a b"),
                joined("topic with a #", "ERROR 32 wamp.error.invalid_uri", 32, 1, NONE, "com.a#b"),
                joined(
                        "match=regex",
                        "ERROR 32 wamp.error.option_not_allowed",
                        32,
                        1,
                        Map.of("match", "regex"),
                        "shop.sold"),
                joined(
                        "invoke=bogus",
                        "ERROR 64 wamp.error.option_not_allowed",
                        64,
                        1,
                        Map.of("invoke", "bogus"),
                        "shop.price"),
                joined("SUBSCRIBE to a meta topic", "SUBSCRIBED", 32, 1, NONE, "wamp.session.on_join"),
                joined("REGISTER of wamp.x", "ERROR 64 wamp.error.invalid_uri", 64, 1, NONE, "wamp.x"),
                new Line(
                        "REGISTER twice",
                        "realm1",
                        client -> {
                            client.send(64, 1, NONE, "shop.twice");
                            client.await(WampMessage.Registered.class);
                            client.send(64, 2, NONE, "shop.twice");
                        },
                        "ERROR 64 wamp.error.procedure_already_exists"),
                joined("CALL of what is not there", "ERROR 48 wamp.error.no_such_procedure", 48, 1, NONE, "shop.none"),
                joined("CALL of what is no URI", "ERROR 48 wamp.error.invalid_uri", 48, 1, NONE, "shop..none"),
                joined(
                        "forged event of the realm",
                        "ERROR 16 wamp.error.invalid_uri",
                        16,
                        1,
                        Map.of("acknowledge", true),
                        "wamp.session.on_join"),
                silent("forged event that nobody wants to hear of", 16, 1, NONE, "wamp.session.on_join"),
                joined("UNSUBSCRIBE of nothing", "ERROR 34 wamp.error.no_such_subscription", 34, 1, 4711),
                joined("UNREGISTER of nothing", "ERROR 66 wamp.error.no_such_registration", 66, 1, 4711),
                joined(
                        "ppt that was not announced",
                        "PUBLISHED",
                        16,
                        1,
                        Map.of("acknowledge", true, "ppt_scheme", "x_shop"),
                        "shop.sold"),
                silent("YIELD for what nobody asked", 70, 1, NONE),
                silent("ERROR for what nobody asked", 8, 68, 1, NONE, "shop.error"),
                silent("CANCEL of nothing", 49, 1, NONE),
                joined("ERROR of another type", VIOLATION, 8, 32, 1, NONE, "shop.error"),
                joined("EVENT from a client", VIOLATION, 36, 1, 1, NONE),
                joined(
                        "kill without a rule",
                        "ERROR 48 wamp.error.not_authorized",
                        48,
                        1,
                        NONE,
                        "wamp.session.kill_all"));
    }

    private static List<Line> letter() {
        return List.of(
                strict("strict: the first request is not 1", VIOLATION, 32, 2, NONE, "shop.sold"),
                strict("strict: the first request is 1", "SUBSCRIBED", 32, 1, NONE, "shop.sold"),
                new Line(
                        "strict: a request twice",
                        "strict",
                        client -> {
                            client.send(32, 1, NONE, "shop.sold");
                            client.await(WampMessage.Subscribed.class);
                            client.send(32, 1, NONE, "shop.sold");
                        },
                        VIOLATION),
                strict(
                        "strict: ppt that was not announced",
                        VIOLATION,
                        16,
                        1,
                        Map.of("ppt_scheme", "x_shop"),
                        "shop.sold"),
                strict(
                        "strict: a progressive call that was not announced",
                        VIOLATION,
                        48,
                        1,
                        Map.of("progress", true),
                        "shop.price"),
                strict("strict: YIELD for what nobody asked", VIOLATION, 70, 1, NONE));
    }

    private static List<Line> endings() {
        return List.of(
                joined("GOODBYE", "GOODBYE wamp.close.goodbye_and_out 1000", 6, NONE, "wamp.close.normal"),
                new Line(
                        "GOODBYE where another session may follow",
                        "lasting",
                        client -> {
                            client.send(6, NONE, "wamp.close.normal");
                            client.await(WampMessage.Goodbye.class);
                            client.send(1, "lasting", ROLES);
                        },
                        "WELCOME"));
    }

    /** Frames that are no lists. */
    private static List<Line> noise(Protocol protocol) {
        boolean text = protocol.serializer().isText();
        byte[] broken = text ? "[32,1,{}".getBytes(StandardCharsets.UTF_8) : new byte[] {(byte) 0x9f, 1, 2};
        return List.of(
                new Line("what cannot be read", "realm1", client -> client.sendFrame(broken), VIOLATION),
                new Line("nothing at all", "realm1", client -> client.sendFrame(new byte[0]), VIOLATION),
                new Line(
                        "a frame of the other kind",
                        "realm1",
                        client -> {
                            if (text) {
                                client.socket().send(new byte[] {1});
                            } else {
                                client.socket().send("[32,1,{},\"shop.sold\"]");
                            }
                        },
                        VIOLATION));
    }

    private void run(Protocol protocol) {
        assertAll(
                protocol.subprotocol(),
                Stream.of(opening(), shapes(), requests(), letter(), endings(), noise(protocol))
                        .flatMap(List::stream)
                        .map(line -> (Executable) () -> run(protocol, line)));
    }

    private void run(Protocol protocol, Line line) {
        try (WampSocket client = line.realm().isEmpty()
                ? WampSocket.connect(route, protocol)
                : WampSocket.join(route, protocol, line.realm())) {
            line.frames().accept(client);
            WampMessage answer = client.await();
            assertEquals(line.answer(), described(answer) + closed(client, line.answer()), line.name());
        }
    }

    private static String described(WampMessage message) {
        if (message instanceof WampMessage.Abort abort) {
            return "ABORT " + abort.reason();
        }
        if (message instanceof WampMessage.Goodbye goodbye) {
            return "GOODBYE " + goodbye.reason();
        }
        if (message instanceof WampMessage.Failure failure) {
            return "ERROR " + failure.type() + " " + failure.error();
        }
        return message.kind().toString();
    }

    private static String closed(WampSocket client, String expected) {
        boolean closes = expected.startsWith("ABORT") || expected.startsWith("GOODBYE");
        return closes ? " " + client.awaitClose().code() : "";
    }

    @Test
    @DisplayName("JSON")
    void json() {
        run(Protocol.JSON);
    }

    @Test
    @DisplayName("MessagePack")
    void msgpack() {
        run(Protocol.MSGPACK);
    }

    @Test
    @DisplayName("CBOR")
    void cbor() {
        run(Protocol.CBOR);
    }

    @Test
    @DisplayName("JSON, several in a frame")
    void jsonBatched() {
        run(Protocol.JSON_BATCHED);
    }

    @Test
    @DisplayName("MessagePack, several in a frame")
    void msgpackBatched() {
        run(Protocol.MSGPACK_BATCHED);
    }

    @Test
    @DisplayName("CBOR, several in a frame")
    void cborBatched() {
        run(Protocol.CBOR_BATCHED);
    }
}
