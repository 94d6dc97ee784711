package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.FreePort;
import io.capstan.it.client.WampRawSocket;
import io.capstan.it.client.WampSocket;
import io.capstan.it.container.SocketPath;
import io.capstan.it.container.Wars;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.rawsocket.RawSocketFrame;
import io.capstan.wamp.rawsocket.RawSocketFrame.Type;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of WAMP by RawSocket, on a port and on a Unix domain socket. */
@ExtendWith(ArquillianExtension.class)
@Timeout(120)
class RawSocketIT {
    private static final Map<String, Object> NONE = Map.of();
    private static final int LONGEST = 1 << 16;
    private static final int PORT = FreePort.any();
    private static final Path SOCKET = SocketPath.fresh("wamp.sock");
    private static final SocketAddress TCP = new InetSocketAddress("127.0.0.1", PORT);
    private static final SocketAddress UNIX = UnixDomainSocketAddress.of(SOCKET);

    @ArquillianResource
    URL url;

    private URI route;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("rawsocket"),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.realms=realm1",
                "capstan.wamp.auth=anonymous",
                "capstan.wamp.rawsocket.port=" + PORT,
                "capstan.wamp.rawsocket.path=" + SOCKET,
                "capstan.wamp.rawsocket.per-address=12",
                "capstan.wamp.rawsocket.handshake.timeout=1s",
                "capstan.wamp.rawsocket.heartbeat=true",
                "capstan.heartbeat.interval=1s");
    }

    @BeforeEach
    void prepare() throws Exception {
        route = url.toURI().resolve("wamp");
    }

    private static WampRawSocket join(SocketAddress address, Protocol protocol) {
        return WampRawSocket.join(address, protocol, LONGEST, "realm1");
    }

    private static Object[] invocation(WampMessage.Invocation invocation, Object result) {
        return new Object[] {70, invocation.request(), NONE, List.of(result)};
    }

    /** Calls a procedure of the realm itself. */
    private static WampMessage.Result meta(WampRawSocket client, String procedure, Object... arguments) {
        return client.send(48, 99, NONE, procedure, List.of(arguments)).await(WampMessage.Result.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "MSGPACK", "CBOR"})
    @DisplayName(
            "clients on a port, on a Unix domain socket and with a WebSocket call each other, and get each other's events")
    void everywhere(Protocol protocol) {
        try (WampRawSocket tcp = join(TCP, protocol);
                WampRawSocket unix = join(UNIX, Protocol.CBOR);
                WampSocket web = WampSocket.join(route, Protocol.JSON, "realm1")) {
            byte[] binary = {0, 1, (byte) 0xFF};
            unix.send(64, 1, NONE, "raw.echo").await(WampMessage.Registered.class);
            web.send(32, 1, NONE, "raw.news").await(WampMessage.Subscribed.class);
            unix.send(32, 2, Map.of("match", "prefix"), "raw.").await(WampMessage.Subscribed.class);

            tcp.send(48, 1, NONE, "raw.echo", List.of(binary, "Grüße", 1L << 53));
            WampMessage.Invocation call = unix.await(WampMessage.Invocation.class);
            assertArrayEquals(binary, (byte[]) call.arguments().positional().get(0));
            unix.send(invocation(call, call.arguments().positional().get(0)));
            WampMessage.Result result = tcp.await(WampMessage.Result.class);
            assertArrayEquals(binary, (byte[]) result.arguments().positional().get(0));

            tcp.send(16, 2, NONE, "raw.news", List.of("flood"));
            assertEquals(
                    List.of("flood"),
                    web.await(WampMessage.Event.class).arguments().positional());
            assertEquals(
                    List.of("flood"),
                    unix.await(WampMessage.Event.class).arguments().positional());
        }
    }

    @ParameterizedTest(name = "{0} is answered with {1}")
    @CsvSource({"7f700000, 7f100000", "7f740000, 7f100000", "7f710001, 7f300000", "7f010000, 7f200000", "47455420, ''"})
    @DisplayName(
            "what is no handshake, or promises too little, is refused, and a browser's request is not answered at all")
    void refused(String handshake, String answer) throws IOException {
        try (SocketChannel channel = WampRawSocket.silent(TCP)) {
            assertEquals(answer, WampRawSocket.greet(channel, handshake));
            assertEquals("", WampRawSocket.greet(channel, handshake), "it is over");
        }
    }

    @Test
    @DisplayName("the handshake says how long a message may be, and the socket is its owner's only")
    void agreed() throws IOException {
        try (WampRawSocket client = join(TCP, Protocol.JSON)) {
            assertEquals(LONGEST, client.longest());
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(SOCKET)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(SOCKET.getParent())));
    }

    @Test
    @DisplayName("a ping is answered with what it brought, and the server pings as well")
    void pings() {
        try (WampRawSocket client = join(UNIX, Protocol.MSGPACK)) {
            byte[] payload = {1, 2, 3, 4, 5};
            client.sendFrame(Type.PING, payload).sendFrame(Type.PING, new byte[0]);
            RawSocketFrame pong = pong(client);
            byte[] returned = new byte[pong.payload().remaining()];
            pong.payload().get(returned);
            assertArrayEquals(payload, returned);
            assertEquals(0, pong(client).payload().remaining());
            for (int i = 0; i < 3; i++) { // it stays for longer than two unanswered pings would let it
                assertEquals(Type.PING, client.awaitFrame().orElseThrow().type());
            }
            assertTrue(client.channel().isOpen());
        }
    }

    /** The next frame that is no ping of the server's, of which one may come at any time. */
    private static RawSocketFrame pong(WampRawSocket client) {
        RawSocketFrame frame = client.awaitFrame().orElseThrow();
        while (frame.type() == Type.PING) {
            frame = client.awaitFrame().orElseThrow();
        }
        assertEquals(Type.PONG, frame.type());
        return frame;
    }

    @Test
    @DisplayName("who looks at a session learns by what it is connected, and a GOODBYE ends the connection")
    void goodbye() {
        try (WampRawSocket client =
                WampRawSocket.connect(TCP, Protocol.JSON, 1 << 20).reading()) {
            client.send(1, "realm1", Map.of("roles", Map.of("caller", NONE)));
            long session = client.await(WampMessage.Welcome.class).session();
            Object details = meta(client, "wamp.session.get", session)
                    .arguments()
                    .positional()
                    .get(0);
            assertEquals(
                    Map.of(
                            "type",
                            "rawsocket",
                            "protocol",
                            "wamp.2.json",
                            "max_bytes",
                            1L << 20,
                            "events_left_out",
                            0L),
                    ((Map<?, ?>) details).get("transport"));

            client.send(6, NONE, "wamp.close.normal");
            assertEquals(
                    "wamp.close.goodbye_and_out",
                    client.await(WampMessage.Goodbye.class).reason());
            client.awaitEnd();
        }
    }

    @Test
    @DisplayName("what is no message gets an ABORT, and ends the connection")
    void nonsense() {
        try (WampRawSocket client = join(TCP, Protocol.JSON)) {
            client.sendFrame(Type.MESSAGE, new byte[] {(byte) 0xFF, (byte) 0xFE});
            assertEquals(
                    "wamp.error.protocol_violation",
                    client.await(WampMessage.Abort.class).reason());
            client.awaitEnd();
        }
    }

    @Test
    @DisplayName("a result, or a part of one, that is too large for its caller becomes an error, and the caller stays")
    void largeResult() {
        try (WampRawSocket small = WampRawSocket.join(TCP, Protocol.JSON, 1 << 11, "realm1");
                WampRawSocket callee = join(UNIX, Protocol.CBOR)) {
            callee.send(64, 1, NONE, "raw.large").await(WampMessage.Registered.class);
            for (Map<String, Object> options : List.of(NONE, Map.<String, Object>of("progress", true))) {
                small.send(48, 7, Map.of("receive_progress", true), "raw.large");
                WampMessage.Invocation call = callee.await(WampMessage.Invocation.class);
                callee.send(70, call.request(), options, List.of("x".repeat(1 << 11)));
                assertTooLarge(small, 7);
            }
            small.send(48, 8, NONE, "raw.large");
            callee.send(invocation(callee.await(WampMessage.Invocation.class), "small"));
            assertEquals(
                    List.of("small"),
                    small.await(WampMessage.Result.class).arguments().positional());
        }
    }

    private static void assertTooLarge(WampRawSocket caller, long request) {
        WampMessage.Failure failure = caller.await(WampMessage.Failure.class);
        assertEquals("wamp.error.payload_size_exceeded", failure.error());
        assertEquals(request, failure.request());
    }

    @Test
    @DisplayName("a call that is too large for its callee is an error for the caller, and the callee stays")
    void largeCall() {
        try (WampRawSocket small = WampRawSocket.join(UNIX, Protocol.MSGPACK, 1 << 11, "realm1");
                WampSocket caller = WampSocket.join(route, Protocol.JSON, "realm1")) {
            small.send(64, 1, NONE, "raw.small").await(WampMessage.Registered.class);
            caller.send(48, 1, NONE, "raw.small", List.of("x".repeat(1 << 11)));
            WampMessage.Failure failure = caller.await(WampMessage.Failure.class);
            assertEquals("wamp.error.payload_size_exceeded", failure.error());
            caller.send(48, 2, NONE, "raw.small", List.of("x"));
            small.send(invocation(small.await(WampMessage.Invocation.class), "fits"));
            assertEquals(
                    List.of("fits"),
                    caller.await(WampMessage.Result.class).arguments().positional());
        }
    }

    @Test
    @DisplayName("an event that is too large for a subscriber is left out there, counted, and comes to all others")
    void largeEvent() {
        try (WampRawSocket small = WampRawSocket.join(TCP, Protocol.JSON, 1 << 11, "realm1");
                WampRawSocket large = join(TCP, Protocol.JSON);
                WampRawSocket publisher = join(UNIX, Protocol.JSON)) {
            for (WampRawSocket each : List.of(small, large)) {
                each.send(32, 1, NONE, "raw.size").await(WampMessage.Subscribed.class);
                each.send(32, 2, Map.of("match", "prefix"), "raw.si").await(WampMessage.Subscribed.class);
            }
            String text = "x".repeat(1 << 11);
            Stream.of(text, "y", text, "z").forEach(each -> publisher.send(16, 1, NONE, "raw.size", List.of(each)));

            assertEquals(List.of("y", "y", "z", "z"), texts(small, 4));
            assertEquals(List.of(text, text, "y", "y", text, text, "z", "z"), texts(large, 8));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertEquals(1, leavers(publisher), "of all sessions one misses events"));
        }
    }

    private static List<Object> texts(WampRawSocket client, int count) {
        List<Object> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(client.await(WampMessage.Event.class)
                    .arguments()
                    .positional()
                    .get(0));
        }
        return texts;
    }

    /** How many sessions miss four events. */
    private static long leavers(WampRawSocket client) {
        List<?> sessions = (List<?>)
                meta(client, "wamp.session.list").arguments().positional().get(0);
        return sessions.stream()
                .map(session -> (Map<?, ?>) meta(client, "wamp.session.get", session)
                        .arguments()
                        .positional()
                        .get(0))
                .filter(details ->
                        Long.valueOf(4).equals(((Map<?, ?>) details.get("transport")).get("events_left_out")))
                .count();
    }
}
