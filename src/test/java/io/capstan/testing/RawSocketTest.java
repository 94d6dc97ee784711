package io.capstan.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The other side here is a server that answers with prepared bytes, right or wrong. */
@DisplayName("The raw client")
class RawSocketTest {

    /** The answer to the key that {@link RawRequest} sends, from RFC 6455 §1.3. */
    private static final String UPGRADED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    @DisplayName("sends the request as it is told, path and all")
    void requestAsTold() throws Exception {
        CompletableFuture<String> request = answering(bytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\nno"));

        try (RawSocket socket = connect("/capstan/")) {
            socket.get("/a/../b%2F c")
                    .without("sec-websocket-key")
                    .header("Host", "one")
                    .add("Host", "two")
                    .refusal();
        }

        assertEquals(
                "GET /capstan/a/../b%2F c HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nHost: one\r\nHost: two\r\n\r\n",
                request.get(10, TimeUnit.SECONDS));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "by length,   Content-Length: 4|||body",
        "in chunks,   Transfer-Encoding: chunked|||2;x=y|bo|2|dy|0||",
        "to the end,  Server: x|||body"
    })
    @DisplayName("reads a refusal whole, however its body is delimited")
    void refusalWhole(String name, String rest) {
        answering(bytes(("HTTP/1.1 403 Forbidden|X-A: 1|x-a:2|" + rest.replace("|||", "||")).replace("|", "\r\n")));

        try (RawSocket socket = connect("")) {
            HttpAnswer answer = socket.get("/").refusal();

            assertEquals(403, answer.status());
            assertEquals("Forbidden", answer.reason());
            assertEquals("[1, 2]", answer.headers("X-a").toString());
            assertEquals("body", answer.body());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Content-Length: many, Not a length: many",
        "Content-Length: 99999999999, A body of 99999999999 bytes",
        "Transfer-Encoding: chunked||xyz, Not a length: xyz",
        "nonsense, Not a header: nonsense"
    })
    @DisplayName("says what is wrong with an answer that is none")
    void nonsense(String rest, String expected) {
        answering(bytes(("HTTP/1.1 403 Forbidden|" + rest + "||").replace("|", "\r\n")));

        try (RawSocket socket = connect("")) {
            AssertionError error =
                    assertThrows(AssertionError.class, () -> socket.get("/").refusal());
            assertEquals(expected, error.getMessage());
        }
    }

    @Test
    @DisplayName("takes no more than a thousand headers")
    void headers() {
        answering(bytes("HTTP/1.1 403 Forbidden\r\n" + "X: y\r\n".repeat(1001) + "\r\n"));

        try (RawSocket socket = connect("")) {
            AssertionError error =
                    assertThrows(AssertionError.class, () -> socket.get("/").refusal());
            assertEquals("One header too many: X: y", error.getMessage());
        }
    }

    @Test
    @DisplayName("takes no 101 with a wrong Sec-WebSocket-Accept")
    void wrongAccept() {
        answering(bytes(UPGRADED.replace("s3p", "s3q")));

        try (RawSocket socket = connect("")) {
            assertThrows(AssertionError.class, () -> socket.get("/").upgrade());
        }
    }

    @Test
    @DisplayName("reads text in fragments with a ping in between, binary, and the close")
    void messages() {
        answering(
                bytes(UPGRADED),
                RawFrame.text("Gr").more().unmasked().encode(),
                RawFrame.ping("p").unmasked().encode(),
                RawFrame.continuation("üße").unmasked().encode(),
                RawFrame.of(RawFrame.BINARY, new byte[70_000]).unmasked().encode(),
                RawFrame.close(4401, "go").unmasked().encode());

        try (RawSocket socket = connect("");
                RawWebSocket webSocket = socket.get("/").upgrade()) {
            assertEquals("Grüße", webSocket.receiveText());
            assertEquals(70_000, webSocket.receiveBinary().length);
            assertEquals("go", webSocket.expectClose(4401).closeReason());
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "c1 00, a reserved bit",
        "83 00, an unknown opcode",
        "81 81 00 00 00 00 41, a mask",
        "81 7e 00 01 41, a length that is not in its shortest form",
        "82 7f 7f ff ff ff ff ff ff ff, a length nobody can mean",
        "09 00, a fragmented ping",
        "80 00, a continuation of nothing",
        "01 00 81 00, a message within a message",
        "88 01 03, a close of one byte",
        "88 02 03 ed, a close with 1005",
        "88 00 88 00, a frame behind a close",
        "81 01 ff, text that is not UTF-8"
    })
    @DisplayName("takes no frame that RFC 6455 forbids")
    void forbiddenFrames(String hex, String name) {
        byte[] frame = new BigInteger("01" + hex.replace(" ", ""), 16).toByteArray();
        answering(bytes(UPGRADED), Arrays.copyOfRange(frame, 1, frame.length));

        try (RawSocket socket = connect("");
                RawWebSocket webSocket = socket.get("/").upgrade()) {
            assertThrows(AssertionError.class, () -> {
                webSocket.receiveText();
                webSocket.receive();
            });
        }
    }

    @Test
    @DisplayName("sends handshake and frames in one write, masked unless told otherwise")
    void framesWithHandshake() throws Exception {
        CompletableFuture<String> request = answering(bytes(UPGRADED));
        RawFrame open = RawFrame.text("ab").unmasked();

        try (RawSocket socket = connect("");
                RawWebSocket webSocket =
                        socket.get("/").upgrade(open, open.more().rsv(4))) {
            assertTrue(webSocket.answer().header("upgrade").isPresent());
        }

        String sent = request.get(10, TimeUnit.SECONDS);
        assertTrue(sent.endsWith("\r\n\r\n\u0081\u0002abA\u0002ab"), sent);
        byte[] masked = RawFrame.text("ab").encode();
        assertEquals(0x82, masked[1] & 0xff);
        assertArrayEquals(
                new byte[] {'a', 'b'}, new byte[] {(byte) (masked[6] ^ masked[2]), (byte) (masked[7] ^ masked[3])});
    }

    @Test
    @DisplayName("gives up a read in time, and cuts the connection with an RST")
    void timeoutAndReset() throws Exception {
        RawSocket socket = connect("");
        try (Socket accepted = server.accept()) {
            accepted.setSoTimeout(10_000);
            UncheckedIOException late = assertThrows(
                    UncheckedIOException.class,
                    () -> socket.timeout(Duration.ofMillis(50)).get("/").answer());
            assertTrue(String.valueOf(late.getMessage()).contains("time"), late.toString());

            socket.reset();

            assertThrows(SocketException.class, () -> accepted.getInputStream().readAllBytes());
        } finally {
            socket.close();
        }
    }

    private RawSocket connect(String path) {
        return RawSocket.connect(URI.create("http://127.0.0.1:" + server.getLocalPort() + path));
    }

    /** Accepts one connection, reads what comes first, writes these bytes, ends it; gives what it read. */
    private CompletableFuture<String> answering(byte[]... answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket accepted = server.accept()) {
                accepted.setSoTimeout(10_000);
                InputStream in = accepted.getInputStream();
                OutputStream out = accepted.getOutputStream();
                byte[] first = new byte[64 * 1024];
                int read = in.read(first);
                for (byte[] part : answer) {
                    out.write(part);
                }
                accepted.shutdownOutput();
                in.readAllBytes();
                return new String(first, 0, read, StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
