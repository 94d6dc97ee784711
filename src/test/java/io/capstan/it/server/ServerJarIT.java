package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.ChildProcess;
import io.capstan.it.client.JdkWebSocket;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

@DisplayName("java -jar capstan-server.jar")
class ServerJarIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** How long a stop may take. */
    private static final Duration IN_TIME = Duration.ofSeconds(10);

    @Test
    @DisplayName("PAR-331 start prints address and process id, and the first WebSocket works")
    void startsWithOneCommand(TestReporter report) {
        long before = System.nanoTime();
        try (ServerProcess server = ServerProcess.start()) {
            try (JdkWebSocket webSocket = JdkWebSocket.connect(server.at("echo"))) {
                webSocket.send("hello");
                assertEquals("hello", webSocket.awaitText());
            }
            long millis = (System.nanoTime() - before) / 1_000_000;

            assertEquals(server.process().pid(), server.announcedPid());
            assertEquals("127.0.0.1", server.uri().getHost());
            report.publishEntry(
                    "start to address, ms", Long.toString(server.startup().toMillis()));
            report.publishEntry("start to first echo, ms", Long.toString(millis));
        }
    }

    @Test
    @DisplayName("PAR-335 SIGTERM closes every connection with 1001, and the process ends within 10 s with 0")
    void endsWell() {
        try (ServerProcess server = ServerProcess.start()) {
            List<RawWebSocket> open = new ArrayList<>();
            for (String path : List.of("/echo", "/echo", "/chat/a", "/chat/b")) {
                RawWebSocket webSocket =
                        RawSocket.connect(server.uri()).get(path).upgrade();
                assertEquals("open", webSocket.send("open").receiveText());
                open.add(webSocket);
            }

            server.process().signalEnd();

            open.forEach(webSocket -> webSocket.expectClose(1001));
            assertEquals(0, server.process().terminate(IN_TIME));
            open.forEach(RawWebSocket::close);
        }
    }

    @Test
    @DisplayName("PAR-335 SIGTERM ends the process within 10 s, also where 12 MB wait for a client that never reads")
    void endsDespiteStuckClient() {
        String text = "x".repeat(60_000);
        try (ServerProcess server = ServerProcess.start();
                RawSocket socket = RawSocket.connect(server.uri(), 4096);
                RawWebSocket stuck = socket.get("/chat/stuck").upgrade();
                JdkWebSocket talker = JdkWebSocket.connect(server.at("chat/stuck"))) {
            assertEquals("joined", stuck.send("joined").receiveText());
            for (int i = 0; i < 200; i++) {
                talker.send(text).awaitText(text::equals, "its own 60 KB");
            }

            assertEquals(0, server.process().terminate(IN_TIME));
        }
    }

    @Test
    @DisplayName("PAR-334 a taken port is one clear line on standard error and exit code 1")
    void takenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            try (ChildProcess server = ServerProcess.run("start", "--host", "127.0.0.1", "--port", port)) {
                assertEquals(1, server.awaitExit(LIMIT), server::output);
                assertEquals(1, server.err().lines().count(), server::output);
                assertTrue(server.err().contains(port), server::output);
                assertFalse(server.out().contains("listens on"), server::output);
            }
        }
    }

    @Test
    @DisplayName("PAR-334 an unknown option ends with 2 and is named")
    void unknownOption() {
        try (ChildProcess server = ServerProcess.run("start", "--colour", "red")) {
            assertEquals(2, server.awaitExit(LIMIT), server::output);
            assertTrue(server.err().contains("--colour"), server::output);
            assertFalse(server.err().contains("\tat "), server::output);
        }
    }

    @Test
    @DisplayName("PAR-334 --help explains and ends with 0")
    void help() {
        try (ChildProcess server = ServerProcess.run("--help")) {
            assertEquals(0, server.awaitExit(LIMIT), server::output);
            assertTrue(server.out().contains("Usage"), server::output);
        }
    }

    @Test
    @DisplayName("PAR-331 --context moves the page and every endpoint")
    void context() {
        try (ServerProcess server = ServerProcess.start("--context", "/x")) {
            assertEquals("/x/", server.uri().getPath());
            try (JdkWebSocket webSocket = JdkWebSocket.connect(server.at("chat/room"))) {
                webSocket.send("moved");
                assertEquals("moved", webSocket.awaitText());
            }
            try (RawSocket socket = RawSocket.connect(server.uri())) {
                HttpAnswer page = socket.get("/").plain().answer();
                assertEquals(200, page.status());
                assertTrue(page.body().contains("playground.js"), page.body());
            }
            assertEquals(404, JdkWebSocket.refusedStatus(server.uri().resolve("/echo")));
        }
    }

    @Test
    @DisplayName("PAR-107 the log of the start has a line for each route")
    void routes() {
        try (ServerProcess server = ServerProcess.start()) {
            ChildProcess process = server.process();
            Awaitility.await().atMost(LIMIT).until(() -> process.output()
                    .contains("io.capstan.demo.Chat is mounted at /chat/{room}; subprotocols: none; hosts: any;"
                            + " origins: same-host; limits: message.max-bytes=65536, outbox.messages=1024"));
        }
    }
}
