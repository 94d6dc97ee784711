package io.capstan.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.WiringException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server in this process, with a client over a real socket. */
@Timeout(60)
class CapstanServerTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Route("/own/{name}")
    static class Own implements MessageComponent {
        static final BlockingQueue<CloseInfo> ENDS = new LinkedBlockingQueue<>();

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(connection.variable("name") + " " + text);
        }

        @Override
        public void onMessage(Connection connection, ByteBuffer binary) {
            connection.send(binary);
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            ENDS.add(close);
        }
    }

    @Route("/nothing")
    static class Nothing implements MessageComponent {}

    /** Keeps what comes. */
    private static final class Client implements WebSocket.Listener {
        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final BlockingQueue<ByteBuffer> binaries = new LinkedBlockingQueue<>();
        final CompletableFuture<String> end = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            texts.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            binaries.add(data);
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end.complete(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            end.completeExceptionally(error);
        }
    }

    private static CapstanServer.Builder server() {
        return CapstanServer.builder().port(0).beanClasses(List.of(Own.class));
    }

    private static URI webSocket(CapstanServer server, String path) {
        return URI.create("ws" + server.uri().toString().substring("http".length()) + path);
    }

    private WebSocket connect(URI uri, Client client) {
        return http.newWebSocketBuilder().buildAsync(uri, client).join();
    }

    @Test
    @DisplayName("PAR-002 a bean is an endpoint, for text and binary")
    void echo() throws Exception {
        try (CapstanServer server = server().start()) {
            Client client = new Client();
            WebSocket socket = connect(webSocket(server, "own/me"), client);
            socket.sendText("hello", true).join();
            assertEquals("me hello", client.texts.poll(10, TimeUnit.SECONDS));
            socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true).join();
            assertEquals(ByteBuffer.wrap(new byte[] {1, 2}), client.binaries.poll(10, TimeUnit.SECONDS));
            socket.sendClose(1000, "done").join();
            assertEquals(1000, Own.ENDS.poll(10, TimeUnit.SECONDS).code());
        }
    }

    @Test
    @DisplayName("the application is below its context path, and nowhere else")
    void context() throws Exception {
        try (CapstanServer server = server().context("/app").start()) {
            assertTrue(server.uri().getPath().equals("/app/"), server.uri()::toString);
            Client client = new Client();
            connect(webSocket(server, "own/me"), client).sendText("x", true).join();
            assertEquals("me x", client.texts.poll(10, TimeUnit.SECONDS));
            URI outside = URI.create("http://127.0.0.1:" + server.port() + "/own/me");
            assertEquals(404, get(outside));
            assertEquals(426, get(server.uri().resolve("own/me")));
            Own.ENDS.clear();
        }
        Own.ENDS.clear();
    }

    private int get(URI uri) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    @DisplayName("a context without a slash in front is refused")
    void badContext() {
        assertThrows(IllegalArgumentException.class, () -> server().context("app"));
    }

    @Test
    @DisplayName("PAR-335 close() closes all connections with 1001, and their components know before it returns")
    void close() throws Exception {
        Own.ENDS.clear();
        CapstanServer server = server().start();
        Client client = new Client();
        connect(webSocket(server, "own/me"), client).sendText("hi", true);
        assertEquals("me hi", client.texts.poll(10, TimeUnit.SECONDS));
        server.close();
        assertEquals("1001 The server is being stopped", client.end.get(10, TimeUnit.SECONDS));
        assertEquals(1001, Own.ENDS.remove().code());
        server.close();
    }

    @Test
    @DisplayName("a taken port is an exception that names it, and nothing of the server is left")
    void taken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CapstanServer.Builder builder = server().port(other.getLocalPort());
            String message =
                    assertThrows(PortTakenException.class, builder::start).getMessage();
            assertTrue(message.contains("127.0.0.1:" + other.getLocalPort()), message);
        }
        assertFalse(org.jboss.weld.environment.se.WeldContainer.getRunningContainerIds().stream()
                .anyMatch(id -> true));
    }

    @Test
    @DisplayName("PAR-005 a wiring fault is what comes out of start, without the layers around it")
    void wiringFault() {
        CapstanServer.Builder builder = CapstanServer.builder().port(0).beanClasses(List.of(Nothing.class));
        String message = assertThrows(WiringException.class, builder::start).getMessage();
        assertTrue(message.contains("$Nothing"), message);
    }
}
