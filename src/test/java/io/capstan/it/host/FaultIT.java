package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No message, header or handshake ends the process or another client's connection. */
@ExtendWith(ArquillianExtension.class)
class FaultIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("fault", Obedient.class, Journal.class, ControlServlet.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade();
    }

    private RawFrame closeOf(String name, String command) {
        try (RawWebSocket bystander = open("/obey/bystander");
                RawWebSocket client = open("/obey/" + name)) {
            RawFrame close = client.send(command).receiveClose();
            assertEquals("here", bystander.send("say here").receiveText());
            return close;
        }
    }

    @Test
    @DisplayName(
            "PAR-124 PAR-125 PAR-126 an exception ends its own connection with 1011, reaches onError, and is told to nobody")
    void exception() {
        RawFrame close = closeOf("exception", "throw now");
        assertEquals(1011, close.closeCode());
        assertEquals("Internal server error", close.closeReason());
        control.awaitJournal(
                "exception", "open", "error IllegalStateException", "close 1011 SERVER Internal server error");
    }

    @Test
    @DisplayName("PAR-124 an Error, and an endless recursion, end their own connection with 1011")
    void error() {
        assertEquals(1011, closeOf("error", "error now").closeCode());
        control.awaitJournal("error", "open", "error AssertionError", "close 1011 SERVER Internal server error");
        assertEquals(1011, closeOf("overflow", "overflow").closeCode());
        control.awaitJournal("overflow", "open", "error StackOverflowError", "close 1011 SERVER Internal server error");
    }

    @Test
    @DisplayName("PAR-126 the text of a ClientException reaches the client, with its code")
    void clientException() {
        RawFrame close = closeOf("told", "client-exception do not do that");
        assertEquals(4444, close.closeCode());
        assertEquals("do not do that", close.closeReason());
    }

    @Test
    @DisplayName("PAR-122 PAR-124 an exception in onOpen closes 1011, and onClose still comes")
    void onOpen() {
        try (RawWebSocket client = open("/obey/fails-on-open")) {
            assertEquals(1011, client.receiveClose().closeCode());
        }
        control.awaitJournal(
                "fails-on-open", "open", "error IllegalStateException", "close 1011 SERVER Internal server error");
    }

    @Test
    @DisplayName("PAR-127 an exception in onError changes nothing, one in onClose hurts nobody")
    void onErrorAndOnClose() {
        assertEquals(1011, closeOf("fails-on-error", "throw x").closeCode());
        control.awaitJournal(
                "fails-on-error", "open", "error IllegalStateException", "close 1011 SERVER Internal server error");
        try (RawWebSocket client = open("/obey/fails-on-close")) {
            client.closeAndAwait(1000, "");
        }
        control.awaitJournal("fails-on-close", "open", "close 1000 PEER ", "error IllegalStateException");
        control.awaitSize(0);
    }

    @Test
    @DisplayName("NOT-01 NOT-02 hostile handshakes and frames leave ten bystanders alone")
    void hostile() {
        List<RawWebSocket> bystanders = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            bystanders.add(open("/obey/calm" + i));
        }
        Random random = new Random(20261121);
        for (int i = 0; i < 200; i++) {
            byte[] junk = new byte[1 + random.nextInt(300)];
            random.nextBytes(junk);
            try (RawWebSocket client = open("/obey/hostile")) {
                client.socket().write(junk);
            }
        }
        for (int size : new int[] {17_000, 70_000, 300_000}) {
            try (RawSocket socket = RawSocket.connect(base)) {
                assertFalse(socket.get("/obey/huge")
                                .header("X-Huge", "h".repeat(size))
                                .answer()
                                .status()
                        == 500);
            } catch (UncheckedIOException cut) {
                // the server may as well cut such a client off
            }
        }
        for (RawWebSocket bystander : bystanders) {
            assertEquals("fine", bystander.send("say fine").receiveText());
            bystander.close();
        }
    }
}
