package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.JdkWebSocket;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Shows that the clients of the tests work with an engine that is not ours. */
@DisplayName("The bare engine")
class BareUndertowTest {

    private static BareUndertow engine;

    @BeforeAll
    static void start() throws Exception {
        engine = BareUndertow.start();
    }

    @AfterAll
    static void stop() throws Exception {
        engine.close();
    }

    @Test
    @DisplayName("echoes to the raw client, frames in the handshake's segment included")
    void raw() {
        try (RawSocket socket = RawSocket.connect(engine.uri());
                RawWebSocket webSocket = socket.get("/echo").upgrade(RawFrame.text("early"))) {
            assertEquals("early", webSocket.receiveText());
            webSocket.send(RawFrame.text("fra").more(), RawFrame.ping("in between"), RawFrame.continuation("gments"));
            assertEquals("in between", webSocket.receive().text());
            assertEquals("fragments", webSocket.receiveText());
            webSocket.send(RawFrame.binary((byte) 0, (byte) -1));
            assertArrayEquals(new byte[] {0, -1}, webSocket.receiveBinary());
            webSocket.pingPong("barrier");
            assertEquals(1000, webSocket.closeAndAwait(1000, "done").closeCode());
        }
    }

    @Test
    @DisplayName("closes with 1002 what is not masked or uses a reserved bit")
    void wrongFrames() {
        for (RawFrame wrong : new RawFrame[] {
            RawFrame.text("x").unmasked(), RawFrame.text("x").rsv(2), RawFrame.of(11)
        }) {
            try (RawSocket socket = RawSocket.connect(engine.uri());
                    RawWebSocket webSocket = socket.get("/echo").upgrade()) {
                webSocket.send(wrong).expectClose(1002);
            }
        }
    }

    @Test
    @DisplayName("echoes to the client of the JDK, and refuses an unknown path")
    void jdk() {
        URI echo = engine.uri().resolve("echo");
        try (JdkWebSocket webSocket = JdkWebSocket.connect(echo)) {
            webSocket.send("one").send("two").send(new byte[] {1, 2});
            assertEquals("two", webSocket.awaitText("two"));
            assertArrayEquals(new byte[] {1, 2}, webSocket.awaitBinary());
            assertTrue(webSocket.isDrained());
            assertEquals(1000, webSocket.close(1000, "").code());
        }
        assertEquals(404, JdkWebSocket.refusedStatus(engine.uri().resolve("nothing")));
    }
}
