package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capstan.it.client.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The server jar behind nginx, with docker/nginx/capstan.conf")
class NginxIT {

    private static final Pattern LISTENS = Pattern.compile("Capstan \\S+ listens on (http://\\S+) .*");
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** Three heartbeats fit into nginx's patience, so that an idle connection lives by them alone. */
    private static final String HEARTBEAT = "-Dcapstan.heartbeat.interval=1s";

    private static final Duration NGINX_PATIENCE = Duration.ofSeconds(3);

    @TempDir
    static Path directory;

    private static ChildProcess server;
    private static Nginx nginx;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException {
        for (String needed : List.of("nginx", "openssl")) {
            assumeTrue(
                    Nginx.program(needed).isPresent(),
                    needed + " is not installed: docker/nginx/capstan.conf stays untried");
        }
        Path jar = Path.of(System.getProperty("capstan.server.jar", "target/capstan-server.jar"))
                .toAbsolutePath();
        server = ChildProcess.start(
                directory, List.of(ChildProcess.java(), HEARTBEAT, "-jar", jar.toString(), "start", "--port", "0"));
        URI address =
                URI.create(server.awaitLine(LISTENS, Duration.ofSeconds(60)).group(1));
        nginx = Nginx.start(directory, address, NGINX_PATIENCE);
        client = HttpClient.newBuilder().sslContext(nginx.trust()).build();
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    @DisplayName("a WebSocket goes through it, with a large message both ways")
    void webSocketPasses() throws Exception {
        Client socket = connect();
        String large = "0123456789".repeat(6_000);
        socket.send("hello").send(large);

        assertEquals("hello", socket.next());
        assertEquals(large, socket.next());
        socket.webSocket.abort();
    }

    @Test
    @DisplayName("an idle connection outlives nginx's read time-out by the heartbeat")
    void idleConnectionSurvives() throws Exception {
        Client socket = connect();
        assertTrue(
                socket.pings.await(LIMIT.toSeconds(), TimeUnit.SECONDS),
                "five pings, which take longer than nginx waits for a silent server");

        socket.send("still there");
        assertEquals("still there", socket.next());
        socket.webSocket.abort();
    }

    @Test
    @DisplayName("PAR-054 the page's own origin is let in, with and without a port in it")
    void ownOriginPasses() throws Exception {
        String host = nginx.https("/").getAuthority();
        assertEquals("HTTP/1.1 101", upgrade(host, "https://" + host));
        assertEquals("HTTP/1.1 101", upgrade("chat.example", "https://chat.example"), "both on the default port");
    }

    @Test
    @DisplayName("PAR-054 a foreign origin gets 403 through it")
    void foreignOriginIsRefused() throws Exception {
        String host = nginx.https("/").getAuthority();
        assertEquals("HTTP/1.1 403", upgrade(host, "https://elsewhere.example"));
        assertEquals("HTTP/1.1 403", upgrade(host, "https://127.0.0.1:1"), "another port is another origin");
        assertEquals("HTTP/1.1 403", upgrade(host, "null"));
    }

    @Test
    @DisplayName("the page is served, and http leads to https")
    void pageIsServed() throws Exception {
        HttpResponse<String> page = get(nginx.https("/"));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<html"), page.body());

        HttpResponse<String> redirect = get(nginx.http("/chat?room=blue"));
        assertEquals(301, redirect.statusCode());
        assertEquals(
                nginx.https("/chat?room=blue").toString(),
                redirect.headers().firstValue("Location").orElse("none"));
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The first two words of the answer to a handshake, whose Host the JDK's client would not let a test choose. */
    private static String upgrade(String host, String origin) throws IOException {
        URI uri = nginx.https("/echo");
        try (SSLSocket socket =
                (SSLSocket) nginx.trust().getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream()
                    .write(String.join(
                                    "\r\n",
                                    "GET /echo HTTP/1.1",
                                    "Host: " + host,
                                    "Origin: " + origin,
                                    "Upgrade: websocket",
                                    "Connection: Upgrade",
                                    "Sec-WebSocket-Version: 13",
                                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                    "",
                                    "")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return reader.readLine().replaceFirst("^(\\S+ \\S+).*", "$1");
        }
    }

    private static Client connect() throws Exception {
        Client listener = new Client();
        listener.webSocket = client.newWebSocketBuilder()
                .buildAsync(nginx.wss("/echo"), listener)
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return listener;
    }

    /** Collects texts and counts pings; the JDK answers those by itself. */
    private static final class Client implements WebSocket.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final CountDownLatch pings = new CountDownLatch(5);
        private final StringBuilder text = new StringBuilder();
        private WebSocket webSocket;

        Client send(String message) throws Exception {
            webSocket.sendText(message, true).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return this;
        }

        String next() throws InterruptedException {
            String message = texts.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertNotNull(message, "a text message within " + LIMIT);
            return message;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                texts.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            pings.countDown();
            from.request(1);
            return null;
        }
    }
}
