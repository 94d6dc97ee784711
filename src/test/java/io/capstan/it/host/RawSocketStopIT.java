package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.FreePort;
import io.capstan.it.client.WampRawSocket;
import io.capstan.it.container.SocketPath;
import io.capstan.it.container.Wars;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** RawSocket comes and goes with its application. */
@ExtendWith(ArquillianExtension.class)
@Timeout(120)
class RawSocketStopIT {
    private static final String NAME = "rawsocket-stop";
    private static final Map<String, Object> NONE = Map.of();
    private static final int PORT = FreePort.any();
    private static final Path SOCKET = SocketPath.fresh("wamp.sock");
    private static final SocketAddress TCP = new InetSocketAddress("127.0.0.1", PORT);
    private static final SocketAddress UNIX = UnixDomainSocketAddress.of(SOCKET);

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = NAME, managed = false, testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of(NAME),
                "capstan.wamp.realms=realm1",
                "capstan.wamp.auth=anonymous",
                "capstan.wamp.rawsocket.port=" + PORT,
                "capstan.wamp.rawsocket.path=" + SOCKET);
    }

    @Test
    @DisplayName(
            "what a killed server has left is replaced; clients are told when the application stops, and the file goes")
    void stop() throws Exception {
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UNIX); // and its file stays
        }
        assertTrue(Files.exists(SOCKET));
        ExecutorService aside = Executors.newCachedThreadPool();
        for (int round = 0; round < 2; round++) { // the port is free again too
            deployer.deploy(NAME);
            try (WampRawSocket tcp = WampRawSocket.join(TCP, Protocol.JSON, 1 << 16, "realm1");
                    WampRawSocket unix = WampRawSocket.join(UNIX, Protocol.CBOR, 1 << 16, "realm1");
                    SocketChannel undecided = WampRawSocket.silent(TCP)) {
                List<Future<?>> goodbyes = new ArrayList<>();
                for (WampRawSocket client : List.of(tcp, unix)) {
                    goodbyes.add(aside.submit(() -> sayGoodbye(client)));
                }
                deployer.undeploy(NAME);
                for (Future<?> goodbye : goodbyes) {
                    goodbye.get(60, TimeUnit.SECONDS);
                }
                assertEquals("", WampRawSocket.greet(undecided, "7ff10000"), "it came too late");
            }
            assertFalse(Files.exists(SOCKET), "the file has gone");
            assertThrows(ConnectException.class, () -> SocketChannel.open(TCP));
        }
        aside.shutdown();
    }

    private static void sayGoodbye(WampRawSocket client) {
        assertEquals(
                "wamp.close.system_shutdown",
                client.await(WampMessage.Goodbye.class).reason());
        client.send(6, NONE, "wamp.close.goodbye_and_out").awaitEnd();
        client.close();
    }
}
