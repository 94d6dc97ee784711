package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.AnyCertificate;
import io.capstan.it.client.Deflation;
import io.capstan.it.client.ForeignClient;
import io.capstan.it.container.SecurePorts;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Gossip;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.Random;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** permessage-deflate, switched on. */
@ExtendWith(ArquillianExtension.class)
class CompressionIT {
    private static final String HEADER = "Sec-WebSocket-Extensions";
    private static final String TEN_KILOBYTES = "Capstan, 10 kB. ".repeat(640);
    private static final int COMPRESSED = 4;

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("compression", Obedient.class, Gossip.class, Journal.class, ControlServlet.class),
                "capstan.compression=on",
                "capstan.echo.route=/echo",
                "capstan.route.Obedient.message.max-bytes=20000");
    }

    @BeforeEach
    void base() {
        base = URI.create(url.toString());
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base)
                .get(path)
                .header(HEADER, "permessage-deflate; client_max_window_bits")
                .upgrade();
    }

    @Test
    @DisplayName(
            "PAR-290 with client_max_window_bits it is agreed upon, and 10 kB arrive intact and compressed both ways")
    void tenKilobytes() {
        try (RawWebSocket client = open("/echo")) {
            assertEquals(
                    "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                    client.answer().header(HEADER).orElse("none"));
            for (int i = 0; i < 3; i++) {
                RawFrame answer = client.send(Deflation.text(TEN_KILOBYTES)).receive();
                assertEquals(TEN_KILOBYTES, answer.text());
                assertEquals(COMPRESSED, answer.rsv(), "compressed on its way back too");
            }
        }
    }

    @Test
    @DisplayName("PAR-290 messages that are not compressed, fragments, binary and pings go along with those that are")
    void mixed() {
        byte[] noise = new byte[30_000];
        new Random(290).nextBytes(noise);
        RawFrame compressed = Deflation.text(TEN_KILOBYTES);
        byte[] deflated = compressed.payload();
        byte[] rest = Arrays.copyOfRange(deflated, 10, deflated.length);
        try (RawWebSocket client = open("/echo")) {
            RawFrame small = client.send("small").receive();
            assertEquals("small", small.text());
            assertEquals(0, small.rsv(), "not worth it");
            assertEquals(TEN_KILOBYTES, client.send(TEN_KILOBYTES).receiveText());
            RawFrame incompressible = client.send(Deflation.binary(noise)).receive();
            assertArrayEquals(noise, incompressible.payload());
            assertEquals(0, incompressible.rsv(), "it would not have become smaller");
            client.send(RawFrame.of(RawFrame.TEXT, Arrays.copyOf(deflated, 10))
                    .rsv(COMPRESSED)
                    .more());
            client.pingPong("between the fragments");
            client.send(RawFrame.of(RawFrame.CONTINUATION, rest));
            assertEquals(TEN_KILOBYTES, client.receiveText());
            client.closeAndAwait(1000, "done");
        }
    }

    @ParameterizedTest(name = "TLS: {0}")
    @ValueSource(booleans = {false, true})
    @DisplayName("PAR-290 PAR-275 many compressed messages in one write all come back, with TLS too")
    void manyAtOnce(boolean tls) {
        RawFrame[] frames = new RawFrame[100];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = i % 3 == 2 ? RawFrame.text("plain " + i) : Deflation.text(i + TEN_KILOBYTES);
        }
        URI clients = tls ? SecurePorts.secure(base) : base;
        try (RawWebSocket client = RawSocket.connect(clients, 0, AnyCertificate.tls())
                .get("/echo")
                .header(HEADER, "permessage-deflate")
                .upgrade()) {
            client.send(frames);
            for (int i = 0; i < frames.length; i++) {
                assertEquals(i % 3 == 2 ? "plain " + i : i + TEN_KILOBYTES, client.receiveText());
            }
            client.closeAndAwait(1000, "done");
        }
    }

    @Test
    @DisplayName("PAR-290 what is broadcast to compressed and other connections alike reaches all as it was")
    void broadcast() {
        try (RawWebSocket one = open("/gossip");
                RawWebSocket two = open("/gossip");
                RawWebSocket plain = RawSocket.connect(base).get("/gossip").upgrade()) {
            for (RawWebSocket each : new RawWebSocket[] {one, two, plain}) {
                each.send("here").receiveText();
            }
            one.send(TEN_KILOBYTES);
            for (RawWebSocket each : new RawWebSocket[] {one, two, plain}) {
                RawFrame heard = each.receive();
                while (heard.text().equals("here")) {
                    heard = each.receive();
                }
                assertEquals(TEN_KILOBYTES, heard.text());
                assertEquals(each == plain ? 0 : COMPRESSED, heard.rsv());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; unknown",
                "permessage-deflate; client_max_window_bits=99",
                "permessage-deflate; client_max_window_bits; client_max_window_bits",
                "permessage-deflate; server_max_window_bits=9",
                "permessage-deflate; server_no_context_takeover=yes",
                "permessage-deflate; client_max_window_bits=\"",
                "x-webkit-deflate-frame",
                ";;,,==\""
            })
    @DisplayName(
            "PAR-291 an offer with invalid, repeated or unknown parameters leads to a connection without compression")
    void oddOffers(String offer) {
        try (RawWebSocket client =
                RawSocket.connect(base).get("/echo").header(HEADER, offer).upgrade()) {
            assertEquals("none", client.answer().header(HEADER).orElse("none"));
            RawFrame answer = client.send(TEN_KILOBYTES).receive();
            assertEquals(TEN_KILOBYTES, answer.text());
            assertEquals(0, answer.rsv());
        }
    }

    @Test
    @DisplayName(
            "PAR-291 a compressed message where nothing was agreed upon is a protocol error, and no harm to others")
    void notAgreed() {
        try (RawWebSocket bystander = open("/echo");
                RawWebSocket client = RawSocket.connect(base).get("/echo").upgrade()) {
            client.send(Deflation.text(TEN_KILOBYTES)).expectClose(1002);
            assertEquals("still", bystander.send("still").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-291 what cannot be inflated closes with 1002")
    void corrupt() {
        try (RawWebSocket bystander = open("/echo");
                RawWebSocket client = open("/obey/corrupt")) {
            client.send(RawFrame.binary((byte) 0xFF, (byte) 1, (byte) 2).rsv(COMPRESSED))
                    .expectClose(1002);
            assertEquals("still", bystander.send("still").receiveText());
        }
        Awaitility.await().until(() -> control.journal("corrupt").stream()
                .anyMatch(line -> line.startsWith("close 1006") || line.startsWith("close 1002")));
    }

    @Test
    @DisplayName("PAR-273 the size of a message counts after inflating, and is the route's own")
    void size() {
        try (RawWebSocket client = open("/obey/size")) {
            assertEquals(
                    "x".repeat(19_990),
                    client.send(Deflation.text("say " + "x".repeat(19_990))).receiveText());
            RawFrame close =
                    client.send(Deflation.text("say " + "x".repeat(19_997))).expectClose(1009);
            assertEquals("A message has at most 20000 bytes", close.closeReason());
        }
        control.awaitJournal("size", "open", "close 1009 SERVER A message has at most 20000 bytes");
    }

    @Test
    @DisplayName("PAR-293 NOT-17 a bomb of 1 MB that would inflate to 1 GB closes with 1009, at once and without heap")
    void bomb() throws InterruptedException {
        RawFrame bomb = Deflation.bomb(1024);
        assertTrue(bomb.payload().length < 1_100_000, bomb.payload().length + " bytes");
        long before = Long.parseLong(control.ask("heap"));
        control.ask("reset-peak"); // afterwards: what others left behind is no part of it
        try (RawWebSocket bystander = open("/echo")) {
            for (int i = 0; i < 5; i++) {
                try (RawWebSocket client = open("/echo")) {
                    Thread sender = sending(client, bomb); // who is told 1009 need not be let finish
                    assertEquals(1009, client.receiveClose().closeCode());
                    client.reset();
                    sender.join();
                }
                assertEquals("still", bystander.send("still").receiveText());
            }
        }
        long grown = Long.parseLong(control.ask("peak")) - before;
        assertTrue(grown < 400_000_000, "the heap grew by " + grown + " bytes, garbage included");
    }

    private static Thread sending(RawWebSocket client, RawFrame frame) {
        Thread sender = new Thread(() -> {
            try {
                client.send(frame);
            } catch (UncheckedIOException cut) {
                // the server has seen enough
            }
        });
        sender.start();
        return sender;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("PAR-290 clients that were not written here")
    void foreign(ForeignClient client) {
        String lines = client.checkCompressed(base.resolve("echo"), base.resolve("gossip"));

        assertTrue(lines.contains("10 kb"), lines);
    }
}
