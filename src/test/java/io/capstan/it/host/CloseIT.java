package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.JdkWebSocket;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.it.host.app.Wired;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class CloseIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("close", Obedient.class, Journal.class, ControlServlet.class)
                        .addClasses(Wired.class, Wired.TextOnly.class, Wired.BinaryOnly.class),
                "capstan.echo.route=/echo",
                "capstan.close.timeout=3s",
                "capstan.heartbeat.interval=2s");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade();
    }

    @Test
    @DisplayName("PAR-122 PAR-123 a close by the client: onClose once, with its code and reason")
    void byClient() {
        try (RawWebSocket client = open("/obey/by-client")) {
            assertEquals(4001, client.closeAndAwait(4001, "enough").closeCode());
        }
        control.awaitJournal("by-client", "open", "close 4001 PEER enough");
    }

    @Test
    @DisplayName("PAR-122 PAR-123 a close frame without a code is 1005")
    void withoutCode() {
        try (RawWebSocket client = open("/obey/without-code")) {
            client.send(RawFrame.of(RawFrame.CLOSE));
            client.awaitEnd();
        }
        Awaitility.await().until(() -> control.journal("without-code").size() == 2);
        String close = control.journal("without-code").get(1);
        assertTrue(close.startsWith("close 1005 PEER") || close.startsWith("close 1000 PEER"), close);
    }

    @Test
    @DisplayName("PAR-122 PAR-123 a close by the component: onClose once, the client gets code and reason")
    void byServer() {
        try (RawWebSocket client = open("/obey/by-server")) {
            client.send("say last words").send("close 4002");
            assertEquals("last words", client.receiveText());
            assertEquals("as told", client.expectClose(4002).closeReason());
        }
        control.awaitJournal("by-server", "open", "close 4002 SERVER as told");
    }

    @Test
    @DisplayName("PAR-122 PAR-123 a close by the component while the client's close frame is being read is not lost")
    void byBoth() {
        byte[] close = RawFrame.close(4001, "enough").encode();
        int half = close.length / 2;
        try (RawWebSocket client = open("/obey/by-both");
                RawWebSocket other = open("/obey/by-both-other")) {
            client.send(RawFrame.text("wait by-both"), RawFrame.text("close 4002"));
            client.socket().write(Arrays.copyOf(close, half));
            other.send("release by-both").pingPong("done");
            control.awaitJournal("by-both", "open", "close 4002 SERVER as told");
            if (Host.current() != Host.PAYARA) { // Tyrus ends the TCP connection behind its close frame
                client.socket().write(Arrays.copyOfRange(close, half, close.length));
            }
            assertEquals(4002, client.receiveClose().closeCode());
            client.socket().awaitEnd();
        }
    }

    @Test
    @DisplayName("PAR-122 PAR-123 both sides close at the same moment: a close frame comes each time")
    void byBothAtOnce() {
        for (int i = 0; i < 200; i++) {
            try (RawWebSocket client = open("/obey/at-once")) {
                client.send(RawFrame.text("close 4002"), RawFrame.close(4001, "enough"));
                int code = client.receiveClose().closeCode();
                assertTrue(code == 4001 || code == 4002, "round " + i + ": " + code);
                client.socket().awaitEnd();
            }
        }
    }

    @Test
    @DisplayName("PAR-122 PAR-123 a connection that is cut by TCP is 1006")
    void reset() {
        open("/obey/reset").reset();
        awaitClose("reset", "close 1006 PEER");
    }

    @Test
    @DisplayName("PAR-122 PAR-123 a connection that ends without a close frame is 1006")
    void finished() {
        RawWebSocket client = open("/obey/finished");
        client.pingPong("there");
        client.close();
        awaitClose("finished", "close 1006 PEER");
    }

    private void awaitClose(String name, String beginning) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> control.journal(name).stream()
                .anyMatch(line -> line.startsWith("close")));
        List<String> closes = control.journal(name).stream()
                .filter(line -> line.startsWith("close"))
                .toList();
        assertEquals(1, closes.size(), closes.toString());
        assertTrue(closes.get(0).startsWith(beginning), closes.toString());
    }

    @Test
    @DisplayName("PAR-122 a client that answers no ping is closed with 1008, one that answers stays")
    void heartbeat() {
        try (RawWebSocket dead = open("/obey/dead").ignorePings();
                JdkWebSocket alive = JdkWebSocket.connect(webSocket("obey/alive"))) {
            RawFrame close = dead.receiveClose();
            assertEquals(1008, close.closeCode());
            awaitClose("dead", "close 1008 SERVER No answer to 2 pings");
            assertEquals("here", alive.send("say here").awaitText());
        }
    }

    private URI webSocket(String path) {
        return URI.create(base.resolve(path).toString().replaceFirst("http", "ws"));
    }

    @Test
    @DisplayName("PAR-122 what came before the close reaches the component before onClose, even if the peer is gone")
    void messagesBeforeClose() {
        leaveBusy("polite", RawFrame.close(1000, "bye"));
        leaveBusy("rude");
        if (Host.current() != Host.PAYARA) { // Tyrus reads nothing more while a component is busy
            control.awaitSize(0); // the server knows of both ends
        }
        try (RawWebSocket other = open("/obey/other")) {
            other.send("release polite").send("release rude").pingPong("done");
        }
        control.awaitJournal("polite", "open", "1", "2", "close 1000 PEER bye");
        control.awaitJournal("rude", "open", "1", "2", "close 1006 PEER ");
    }

    private void leaveBusy(String name, RawFrame... goodbye) {
        try (RawWebSocket client = open("/obey/" + name)) {
            client.send(RawFrame.text("wait " + name), RawFrame.text("note 1"), RawFrame.text("note 2"));
            client.send(goodbye);
        }
    }

    @Test
    @DisplayName("PAR-171 a client that does not answer the close frame is dropped after the close time-out")
    void noAnswer() {
        try (RawWebSocket client = open("/obey/no-answer")) {
            client.send("close 4003");
            assertEquals(4003, client.receiveClose().closeCode());
            client.socket().awaitEnd();
        }
        control.awaitJournal("no-answer", "open", "close 4003 SERVER as told");
    }

    @Test
    @DisplayName(
            "PAR-174 a message that is too big closes 1009, whole or in parts, text or binary; one that just fits does not")
    void tooBig() {
        String fits = "x".repeat(65536);
        try (RawWebSocket client = open("/echo")) {
            assertEquals(fits, client.send(fits).receiveText());
            client.send(fits + "x").expectClose(1009);
        }
        try (RawWebSocket client = open("/echo")) {
            client.send("é".repeat(32769)).expectClose(1009);
        }
        try (RawWebSocket client = open("/echo")) {
            RawFrame part = RawFrame.of(RawFrame.CONTINUATION, new byte[40000]).more();
            client.send(RawFrame.binary(new byte[40000]).more(), part, part); // an engine may keep a part back
            client.expectClose(1009);
        }
    }

    @Test
    @DisplayName("PAR-174 text that is not UTF-8 closes 1007")
    void notUtf8() {
        try (RawWebSocket client = open("/echo")) {
            client.send(RawFrame.of(RawFrame.TEXT, (byte) 0xC3, (byte) 0x28)).expectClose(1007);
        }
    }

    @Test
    @DisplayName("PAR-174 a kind of message that the component does not take closes 1003")
    void wrongKind() {
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/text-only")
                .header("Sec-WebSocket-Protocol", "first.example")
                .upgrade()) {
            client.send(RawFrame.binary((byte) 1)).expectClose(1003);
        }
        try (RawWebSocket client = open("/files/x")) {
            assertEquals("x", client.receiveText());
            client.send("text").expectClose(1003);
        }
    }

    @Test
    @DisplayName("PAR-174 a frame that RFC 6455 forbids closes 1002, and nobody else")
    void protocolError() {
        try (RawWebSocket bystander = open("/echo")) {
            List<RawFrame> forbidden = List.of(
                    RawFrame.of(3, (byte) 1),
                    RawFrame.text("x").rsv(4),
                    RawFrame.continuation("x"),
                    RawFrame.text("x").unmasked());
            for (RawFrame frame : forbidden) {
                try (RawWebSocket client = open("/echo")) {
                    client.send(frame);
                    assertEquals(1002, client.receiveClose().closeCode(), frame.toString());
                }
                assertEquals("fine", bystander.send("fine").receiveText());
            }
        }
    }

    @Test
    @DisplayName("PAR-122 after all that no connection is left over")
    void nothingLeft() {
        try (RawWebSocket client = open("/obey/left-over")) {
            client.pingPong("there");
            assertTrue(control.size() >= 1);
            client.closeAndAwait(1000, "");
        }
        control.awaitSize(0);
        assertFalse(control.journal("left-over").isEmpty());
    }
}
