package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.it.client.FreePort;
import io.capstan.it.client.WampRawSocket;
import io.capstan.it.container.SocketPath;
import io.capstan.it.container.Wars;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.rawsocket.RawSocketFrame.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever a client by RawSocket does, a caller, a callee and a subscriber beside it lose nothing and get nothing twice. */
@ExtendWith(ArquillianExtension.class)
@Timeout(120)
class RawSocketHostileIT {
    private static final Map<String, Object> NONE = Map.of();
    private static final int LONGEST = 1 << 16;
    private static final int MOST = 9;
    private static final int PORT = FreePort.any();
    private static final Path SOCKET = SocketPath.fresh("wamp.sock");
    private static final SocketAddress TCP = new InetSocketAddress("127.0.0.1", PORT);
    private static final SocketAddress UNIX = UnixDomainSocketAddress.of(SOCKET);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private WampRawSocket caller;
    private WampRawSocket callee;
    private WampRawSocket subscriber;
    private int round;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("rawsocket-hostile"),
                "capstan.wamp.realms=realm1",
                "capstan.wamp.auth=anonymous",
                "capstan.wamp.rawsocket.port=" + PORT,
                "capstan.wamp.rawsocket.path=" + SOCKET,
                "capstan.wamp.rawsocket.per-address=" + MOST,
                "capstan.wamp.rawsocket.handshake.timeout=1s",
                "capstan.wamp.rawsocket.heartbeat=true",
                "capstan.heartbeat.interval=2s",
                "capstan.close.timeout=1s",
                "capstan.outbox.bytes=131072");
    }

    @BeforeEach
    void prepare() {
        caller = join(UNIX, Protocol.JSON);
        callee = join(TCP, Protocol.CBOR);
        subscriber = join(UNIX, Protocol.MSGPACK);
        callee.send(64, 1, NONE, "raw.echo").await(WampMessage.Registered.class);
        subscriber.send(32, 1, NONE, "raw.news").await(WampMessage.Subscribed.class);
        assertUnharmed();
    }

    @AfterEach
    void end() {
        assertUnharmed();
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> assertEquals(
                        List.of(3L),
                        caller.send(48, ++round, NONE, "wamp.session.count")
                                .await(WampMessage.Result.class)
                                .arguments()
                                .positional(),
                        "nobody else has a session"));
        List.of(caller, callee, subscriber).forEach(WampRawSocket::close);
    }

    private static WampRawSocket join(SocketAddress address, Protocol protocol) {
        return WampRawSocket.join(address, protocol, LONGEST, "realm1");
    }

    /** A few calls and events, each of which arrives, once and in order. */
    private void assertUnharmed() {
        for (int i = 0; i < 20; i++) {
            round++;
            caller.send(16, round, NONE, "raw.news", List.of(round));
            caller.send(48, round, NONE, "raw.echo", List.of(round));
            WampMessage.Invocation call = callee.await(WampMessage.Invocation.class);
            callee.send(70, call.request(), NONE, call.arguments().positional());
            List<Object> own = List.of((long) round);
            assertEquals(own, caller.await(WampMessage.Result.class).arguments().positional());
            assertEquals(
                    own, subscriber.await(WampMessage.Event.class).arguments().positional());
        }
    }

    @Test
    @DisplayName("who says nothing, or half of a handshake, is out when its time is over")
    void silence() throws IOException {
        try (SocketChannel silent = WampRawSocket.silent(TCP);
                SocketChannel half = WampRawSocket.silent(UNIX)) {
            half.write(ByteBuffer.wrap(new byte[] {0x7F, 0x71}));
            assertUnharmed();
            assertEquals(-1, silent.read(ByteBuffer.allocate(1)));
            assertEquals(-1, half.read(ByteBuffer.allocate(1)));
        }
    }

    @Test
    @DisplayName("junk, unknown frames and frames that are too long end the connection that they come by")
    void junk() {
        Random random = new Random(7);
        List<byte[]> all = new ArrayList<>();
        for (String frame : List.of("ffffffff", "03000001", "10000000", "00ffffff", "08000000", "01ffffff")) {
            all.add(HexFormat.of().parseHex(frame));
        }
        for (int i = 0; i < 20; i++) {
            byte[] junk = new byte[1000];
            random.nextBytes(junk);
            junk[0] |= (byte) 0x80; // which begins no frame
            all.add(junk);
        }
        for (byte[] junk : all) {
            try (WampRawSocket client = join(TCP, Protocol.JSON)) {
                client.write(junk).awaitEnd();
            }
        }
    }

    @Test
    @DisplayName("who announces a long frame and sends half of it takes no room, and is out since it answers no pings")
    void halfFrame() throws IOException {
        try (WampRawSocket client = WampRawSocket.connect(TCP, Protocol.JSON, LONGEST)) {
            client.send(1, "realm1", Map.of("roles", Map.of("caller", NONE)));
            byte[] half = new byte[30_000];
            half[2] = (byte) 0xFF;
            half[3] = (byte) 0xFF; // 65535 bytes are to come
            client.write(half);
            assertUnharmed();
            ByteBuffer buffer = ByteBuffer.allocate(1000);
            while (client.channel().read(buffer.clear()) >= 0) {
                continue;
            }
        }
    }

    @Test
    @DisplayName("a hundred connections that are reset at any moment leave nothing behind")
    void resets() throws IOException {
        for (int i = 0; i < 100; i++) {
            SocketChannel channel = WampRawSocket.silent(TCP);
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            if (i % 3 > 0) {
                WampRawSocket.greet(channel, "7f710000");
            }
            if (i % 3 > 1) {
                channel.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 50, '[', '1'}));
            }
            channel.close();
        }
    }

    @Test
    @DisplayName("who floods with pings and reads nothing is not read any more, and is out")
    void pingFlood() {
        try (WampRawSocket client = WampRawSocket.connect(TCP, Protocol.JSON, LONGEST)) {
            client.send(1, "realm1", Map.of("roles", Map.of("caller", NONE)));
            byte[] payload = new byte[1000];
            assertCutOff(() -> client.sendFrame(Type.PING, payload));
        }
    }

    @Test
    @DisplayName("who subscribes and reads nothing is out when its outbox is full, and nobody waits for it")
    void noReads() {
        try (WampRawSocket client = WampRawSocket.connect(UNIX, Protocol.JSON, LONGEST)) {
            client.send(1, "realm1", Map.of("roles", Map.of("subscriber", NONE)));
            client.send(32, 1, NONE, "raw.flood");
            String large = "x".repeat(20_000);
            Awaitility.await().atMost(LIMIT).until(() -> {
                caller.send(16, 1, NONE, "raw.flood", List.of(large));
                caller.send(48, ++round, NONE, "wamp.session.count");
                return List.of(3L)
                        .equals(caller.await(WampMessage.Result.class)
                                .arguments()
                                .positional());
            });
            assertCutOff(() -> client.sendFrame(Type.PING, new byte[1]));
        }
    }

    /** Goes on until the server has ended the connection. */
    private void assertCutOff(Runnable step) {
        Thread writer = new Thread(() -> {
            try {
                while (true) {
                    step.run();
                }
            } catch (UncheckedIOException end) {
                // which is what it does all this for
            }
        });
        writer.setDaemon(true);
        writer.start();
        Awaitility.await().atMost(LIMIT).until(() -> {
            assertUnharmed();
            return !writer.isAlive();
        });
    }

    @Test
    @DisplayName(
            "an address has as many connections as it may have, and one more when one has gone; others do not suffer")
    void limit() throws IOException {
        List<WampRawSocket> open = new ArrayList<>();
        for (int i = 1; i < MOST; i++) { // one is the callee's
            open.add(WampRawSocket.connect(TCP, Protocol.JSON, LONGEST).reading()); // and so answers pings
        }
        try (SocketChannel more = WampRawSocket.silent(TCP)) {
            assertEquals("7f400000", WampRawSocket.greet(more, "7ff10000"));
        }
        join(UNIX, Protocol.JSON).close();
        open.remove(0).close();
        Awaitility.await().atMost(LIMIT).until(() -> {
            try (SocketChannel again = WampRawSocket.silent(TCP)) {
                return WampRawSocket.greet(again, "7ff10000").equals("7f710000");
            }
        });
        open.forEach(WampRawSocket::close);
    }
}
