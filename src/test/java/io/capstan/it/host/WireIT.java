package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Flood;
import io.capstan.it.host.app.IdleEndpoint;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What leaves by the wire of this host, looked at frame by frame. */
@ExtendWith(ArquillianExtension.class)
class WireIT {
    private static final int ROUNDS = 30;
    private static final int MESSAGES = 500;
    /** More than the kernel and any buffer of an engine's hold. */
    private static final int MOST_PINGS = 400_000;

    private static final String TEXT = "x".repeat(700);

    @ArquillianResource
    URL url;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("wire", Flood.class, IdleEndpoint.class, Journal.class, ControlServlet.class),
                "capstan.heartbeat.interval=0s"); // or a ping might come between the frames that are counted
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade().timeout(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("on Payara messages leave by the tyrus wire")
    void name() {
        try (RawWebSocket client = open("/flood")) {
            String name = client.send("wire").receiveText();
            assertTrue(Host.current() != Host.PAYARA || name.equals("tyrus"), name);
        }
    }

    @Test
    @DisplayName(
            "what leaves together comes in order, with pongs of the engine between the frames and never within one")
    void pings() throws Exception {
        try (RawWebSocket publisher = open("/flood");
                RawWebSocket first = open("/flood");
                RawWebSocket second = open("/flood")) {
            List<RawWebSocket> flooding = List.of(first, second);
            flooding.forEach(client -> client.send("wire").receiveText()); // now the server has opened it, too
            flooding.forEach(client -> threads.submit(() -> ping(client)));
            int pongs = 0;
            int[] next = new int[2];
            for (int round = 0; round < ROUNDS; round++) {
                publisher.send("flood " + MESSAGES + " " + TEXT);
                Future<?> own = threads.submit(() -> readRound(publisher, 0));
                Future<Integer> others = threads.submit(() -> readRound(first, next[0]));
                next[1] = readRound(second, next[1]);
                next[0] = others.get(60, TimeUnit.SECONDS);
                own.get(60, TimeUnit.SECONDS);
                pongs = next[0] + next[1];
            }
            assertTrue(pongs > 100, pongs + " pongs came between");
        }
    }

    /** Sends numbered pings until the connection ends. */
    private static void ping(RawWebSocket client) {
        try {
            for (int i = 0; ; i++) {
                client.send(RawFrame.ping(String.valueOf(i)));
            }
        } catch (UncheckedIOException ended) {
            return;
        }
    }

    /** Reads all messages of a round, and the pongs between them, of which the first has this number; the next number. */
    private static int readRound(RawWebSocket client, int firstPong) {
        int pong = firstPong;
        int message = 0;
        while (message < MESSAGES) {
            RawFrame frame = client.receive();
            if (frame.opcode() == RawFrame.PONG) {
                assertEquals(String.valueOf(pong++), frame.text());
            } else {
                assertEquals(RawFrame.TEXT, frame.opcode(), frame.toString());
                assertEquals(message++ + " " + TEXT, frame.text());
            }
        }
        return pong;
    }

    @Test
    @DisplayName("who sends pings and reads nothing is not read from any more; what was read is answered, in order")
    void pingsAndNoReader() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        try (RawWebSocket bystander = open("/flood");
                RawWebSocket client = open("/flood")) {
            client.send("wire").receiveText();
            Future<?> flooding = threads.submit(() -> {
                while (sent.get() < MOST_PINGS) {
                    client.send(RawFrame.ping(TEXT.substring(0, 100) + sent.get()));
                    sent.incrementAndGet();
                }
            });
            int[] before = {-1};
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> before[0] == (before[0] = sent.get()));
            assertTrue(sent.get() < MOST_PINGS, "all were taken");
            assertTrue(!bystander.send("wire").receiveText().isEmpty());
            for (int i = 0; i < MOST_PINGS; i++) {
                assertEquals(TEXT.substring(0, 100) + i, client.receive().text());
            }
            flooding.get(30, TimeUnit.SECONDS);
            assertTrue(!client.send("wire").receiveText().isEmpty());
        }
    }

    @Test
    @DisplayName("the close frame comes behind all that was sent before")
    void closeBehind() {
        try (RawWebSocket client = open("/flood")) {
            client.send("leave " + MESSAGES + " " + TEXT);
            readRound(client, 0);
            assertEquals("that was all", client.expectClose(4000).closeReason());
        }
    }

    @Test
    @DisplayName("an idle time-out that an endpoint of the application's own has set still closes who is silent")
    void idle() {
        try (RawWebSocket client = open("/idle")) {
            long start = System.nanoTime();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> client.send("still here").receiveText().equals("still here")
                            && System.nanoTime() - start > Duration.ofSeconds(5).toNanos());
            assertEquals(RawFrame.CLOSE, client.receiveClose().opcode());
        }
        Awaitility.await().until(() -> !control.journal("idle").isEmpty());
        if (Host.current() == Host.PAYARA) {
            assertEquals(
                    List.of("closed by capstan-idle-timeout, class loader true, names true"), control.journal("idle"));
        }
    }
}
