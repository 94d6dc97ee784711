package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.AnyCertificate;
import io.capstan.it.container.Host;
import io.capstan.it.container.SecurePorts;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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

/** Clients that connect and do not ask for anything, or begin a handshake and do not end it. */
@ExtendWith(ArquillianExtension.class)
class HalfRequestIT {
    private static final int SLOW_ONES = 100;

    /** What the time-out may take longer: engines look at it now and then. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("half", Obedient.class, Journal.class, ControlServlet.class),
                "capstan.heartbeat.interval=0"); // so that a connection which stays does so without any traffic
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String name) {
        return RawSocket.connect(base).get("/obey/" + name).upgrade();
    }

    private static RawSocket begin(RawSocket socket, String what) {
        return socket.timeout(Host.PATIENCE.plus(GRACE)).write(what.getBytes(StandardCharsets.US_ASCII));
    }

    private String half() {
        return "GET " + base.getPath() + "obey/half HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConn";
    }

    /** Again, where a machine with much else to do takes longer for the first handshake of TLS than a client may. */
    private RawSocket connectSecurely() {
        URI secure = SecurePorts.secure(base);
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreException(UncheckedIOException.class)
                .until(() -> RawSocket.connect(secure, 0, AnyCertificate.tls()), socket -> true);
    }

    @Test
    @DisplayName(
            "PAR-281 NOT-09 who connects and says nothing, or half of a handshake, also with TLS, is dropped in time,"
                    + " and an open connection that is as quiet stays")
    void dropped() {
        try (RawWebSocket open = open("quiet");
                RawSocket secretly = begin(connectSecurely(), half());
                RawSocket silent = begin(RawSocket.connect(base), "");
                RawSocket half = begin(RawSocket.connect(base), half())) {
            long start = System.nanoTime();
            silent.awaitEnd();
            half.awaitEnd();
            secretly.awaitEnd();
            long took = System.nanoTime() - start;
            assertTrue(took < Host.PATIENCE.plus(GRACE).toNanos(), took + " ns");
            assertTrue(took > Host.PATIENCE.dividedBy(2).toNanos(), "so it was the time-out: " + took + " ns");
            assertEquals("here", open.send("say here").receiveText());
        }
        assertEquals(List.of(), control.journal("half"), "no component has heard of them");
    }

    @Test
    @DisplayName("PAR-281 NOT-09 a hundred that send their handshake byte by byte hold up nobody, and are dropped:"
            + " in time, or on Payara when they have sent more than a request may have")
    void byteByByte() {
        List<RawSocket> slow = new ArrayList<>();
        try (RawWebSocket old = open("old")) {
            for (int i = 0; i < SLOW_ONES; i++) {
                slow.add(begin(RawSocket.connect(base), half()));
            }
            long start = System.nanoTime();
            Awaitility.await().atMost(Host.PATIENCE.plus(GRACE)).until(() -> {
                slow.forEach(HalfRequestIT::oneByte);
                assertEquals("here", old.send("say here").receiveText());
                try (RawWebSocket other = open("other")) {
                    assertEquals("too", other.send("say too").receiveText());
                }
                return System.nanoTime() - start > Host.PATIENCE.plusSeconds(1).toNanos();
            });
            if (Host.current() == Host.PAYARA) {
                slow.forEach(HalfRequestIT::tooMuch);
            }
            slow.forEach(RawSocket::awaitEnd);
        } finally {
            slow.forEach(RawSocket::close);
        }
    }

    private static void oneByte(RawSocket socket) {
        write(socket, 1);
    }

    private static void tooMuch(RawSocket socket) {
        write(socket, 10_000);
    }

    /** More of the name of a header, unless the connection has ended. */
    private static void write(RawSocket socket, int bytes) {
        try {
            socket.write("x".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
        } catch (UncheckedIOException ended) {
            return;
        }
    }
}
