package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Limited;
import io.capstan.it.host.app.Obedient;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What clients of a component may send, and that nobody else notices when one sends more. */
@ExtendWith(ArquillianExtension.class)
class LimitsIT {
    /** More than may run on threads of the engine, so that it is counted wherever handlers run. */
    private static final int MOST_AT_ONCE = 6;

    private static final long SECOND = 1_000_000_000L;

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of(
                        "limits",
                        Limited.class,
                        Limited.Echo.class,
                        Limited.Throttled.class,
                        Limited.Closing.class,
                        Limited.Bytes.class,
                        Limited.Read.class,
                        Limited.ReadClosing.class,
                        Limited.Tiny.class,
                        Limited.Small.class,
                        Limited.Large.class,
                        Limited.Brief.class,
                        Limited.Idle.class,
                        Limited.Busy.class,
                        Obedient.class,
                        Journal.class,
                        ControlServlet.class),
                "capstan.route.Brief.connection.max-duration=2s",
                "capstan.route.Large.message.max-bytes=100000");
    }

    @BeforeEach
    void base() {
        base = URI.create(url.toString());
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).timeout(Duration.ofSeconds(30)).get(path).upgrade();
    }

    private static RawFrame[] numbered(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> RawFrame.text("message " + i))
                .toArray(RawFrame[]::new);
    }

    private static void expect(RawWebSocket client, int from, int to) {
        for (int i = from; i < to; i++) {
            assertEquals("message " + i, client.receiveText());
        }
    }

    @Test
    @DisplayName("PAR-274 PAR-275 throttle: 70 messages in one write pass 20 in a second, in order, and none is lost")
    void throttle() {
        try (RawWebSocket bystander = open("/throttled/bystander");
                RawWebSocket client = open("/throttled/client")) {
            long start = System.nanoTime();
            client.send(numbered(0, 70));
            expect(client, 0, 20);
            assertEquals("at once", bystander.send("at once").receiveText());
            long first = System.nanoTime() - start;
            expect(client, 20, 70);
            long all = System.nanoTime() - start;
            assertTrue(all >= 2.4 * SECOND, "fifty more take two and a half seconds, but took " + all + " ns");
            assertTrue(all - first < 10 * SECOND, "and no more than that, but took " + all + " ns");

            Awaitility.await("back to normal") // where a machine with much else to do is slow once, it is not each time
                    .pollInterval(Duration.ofMillis(1100))
                    .until(() -> twenty(client) < SECOND);
            client.closeAndAwait(1000, "done");
        }
    }

    /** How long as many messages take as may pass in a second. */
    private static long twenty(RawWebSocket client) {
        long start = System.nanoTime();
        client.send(numbered(0, 20));
        expect(client, 0, 20);
        return System.nanoTime() - start;
    }

    @Test
    @DisplayName("PAR-274 throttle: a client that goes on sending is slowed down by TCP, and the heap does not grow")
    void backPressure() throws InterruptedException {
        long before = Long.parseLong(control.ask("heap"));
        AtomicLong written = new AtomicLong();
        RawFrame frame = RawFrame.text("x".repeat(10_000));
        try (RawWebSocket client = open("/throttled/flood")) {
            Thread flood = new Thread(() -> {
                try {
                    for (int i = 0; i < 20_000; i++) {
                        client.send(frame);
                        written.addAndGet(10_000);
                    }
                } catch (RuntimeException cut) {
                    // the test is over
                }
            });
            flood.start();
            AtomicLong last = new AtomicLong(-1);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(400))
                    .until(() -> last.getAndSet(written.get()) > written.get() - 500_000 && written.get() > 0);
            assertTrue(written.get() < 50_000_000, written + " bytes of 200 MB were taken");
            try (RawWebSocket bystander = open("/throttled/bystander-of-flood")) {
                assertEquals("hi", bystander.send("hi").receiveText());
            }
            long grown = Long.parseLong(control.ask("heap")) - before;
            assertTrue(grown < 30_000_000, "the heap grew by " + grown);
            client.reset();
            flood.join(10_000);
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !control.journal("flood")
                .isEmpty());
    }

    @Test
    @DisplayName("a client of a slow component is slowed down too, without any limit, and the heap does not grow")
    void slowComponent() throws InterruptedException {
        long before = Long.parseLong(control.ask("heap"));
        AtomicLong written = new AtomicLong();
        RawFrame frame = RawFrame.text("note " + "x".repeat(10_000));
        try (RawWebSocket client = open("/obey/slow")) {
            client.send("wait slow");
            Thread flood = new Thread(() -> {
                try {
                    for (int i = 0; i < 10_000; i++) {
                        client.send(frame);
                        written.addAndGet(10_000);
                    }
                } catch (RuntimeException cut) {
                    // the test is over
                }
            });
            flood.start();
            AtomicLong last = new AtomicLong(-1);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(400))
                    .until(() -> last.getAndSet(written.get()) == written.get() && written.get() > 0);
            long taken = written.get();
            assertTrue(taken < 50_000_000, taken + " bytes of 100 MB were taken");
            long grown = Long.parseLong(control.ask("heap")) - before;
            assertTrue(grown < 20_000_000, "the heap grew by " + grown);
            try (RawWebSocket other = open("/obey/other")) {
                other.send("release slow");
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> written.get() > taken);
            client.reset();
            flood.join(10_000);
        }
    }

    @Test
    @DisplayName(
            "NOT-04 PAR-274 PAR-275 close: of 100 messages in one segment the first 20 are answered, then it closes with 4429")
    void close() {
        try (RawWebSocket bystander = open("/closing/bystander");
                RawWebSocket client = open("/closing/insistent")) {
            client.send(numbered(0, 100));
            expect(client, 0, 20);
            RawFrame frame = client.receive();
            for (int more = 20; frame.opcode() == RawFrame.TEXT; more++) { // as the bucket has refilled meanwhile
                assertTrue(more < 99, "all hundred were answered");
                assertEquals("message " + more, frame.text());
                frame = client.receive();
            }
            assertEquals(4429, frame.closeCode());
            assertEquals("More than 20 messages in a second", frame.closeReason());
            assertEquals("still", bystander.send("still").receiveText());
        }
        control.awaitJournal("insistent", "4429 More than 20 messages in a second");
    }

    @Test
    @DisplayName("PAR-274 bytes in a second are bounded too, and a large message is paid off")
    void bytes() {
        try (RawWebSocket client = open("/bytes/client")) {
            long start = System.nanoTime();
            String large = "x".repeat(50_000);
            assertEquals(large, client.send(large).receiveText());
            assertTrue(System.nanoTime() - start < 3.5 * SECOND, "the first one passes");
            assertEquals("next", client.send("next").receiveText());
            assertTrue(System.nanoTime() - start >= 3.9 * SECOND, "the next one waits for its price");
        }
    }

    @Test
    @DisplayName("PAR-274 messages that are read as streams are held to the same rate, whatever their frames")
    void streams() {
        RawFrame first = RawFrame.text("x".repeat(10_000)).more();
        RawFrame last = RawFrame.continuation("x".repeat(10_000));
        try (RawWebSocket client = open("/read/client")) {
            long start = System.nanoTime();
            client.send(first, last, first, last, first, last);
            for (int i = 0; i < 3; i++) {
                assertEquals("read 20000", client.receiveText());
            }
            client.send("next");
            assertEquals("read 4", client.receiveText());
            long time = System.nanoTime() - start;
            assertTrue(time >= 1.9 * SECOND, "40,000 bytes too many take two seconds, but took " + time + " ns");
        }
        try (RawWebSocket client = open("/read-closing/client")) {
            client.send(first, last, first, last);
            RawFrame frame = client.next();
            frame = frame.opcode() == RawFrame.TEXT ? client.next() : frame;
            assertEquals(4429, frame.closeCode());
        }
    }

    @Test
    @DisplayName("PAR-273 the largest message by the annotation of the method")
    void byMethod() {
        try (RawWebSocket client = open("/tiny/client")) {
            assertEquals("x".repeat(100), client.send("x".repeat(100)).receiveText());
            client.send("x".repeat(101)).expectClose(1009);
        }
    }

    @Test
    @DisplayName("PAR-274 what a client has sent before it closes is handled, and onClose comes behind it")
    void closeBehind() {
        List<String> expected = new ArrayList<>();
        try (RawWebSocket client = open("/throttled/leaver")) {
            for (int i = 0; i < 30; i++) {
                client.send("note " + i);
                expected.add("note " + i);
            }
            client.send(RawFrame.close(1000, "bye")).expectClose(1000);
        }
        expected.add("1000 bye");
        control.awaitJournal("leaver", expected.toArray(String[]::new));
    }

    @Test
    @DisplayName(
            "PAR-008 PAR-273 the size of a message is the component's own, and its key comes before its annotation")
    void sizes() {
        try (RawWebSocket small = open("/small/small");
                RawWebSocket large = open("/large/large");
                RawWebSocket usual = open("/throttled/usual")) {
            assertEquals(1000, small.send("x".repeat(1000)).receiveText().length());
            small.send("x".repeat(1001)).expectClose(1009);
            assertEquals(100_000, large.send("x".repeat(100_000)).receiveText().length());
            large.send(RawFrame.binary(new byte[100_001])).expectClose(1009);
            assertEquals(65_536, usual.send("x".repeat(65_536)).receiveText().length());
            usual.send("x".repeat(65_537)).expectClose(1009);
        }
        control.awaitJournal("small", "1009 A message has at most 1000 bytes");
        control.awaitJournal("large", "1009 A message has at most 100000 bytes");
    }

    @Test
    @DisplayName("PAR-273 a message that does not end is closed before it is there, and costs no memory")
    void endless() {
        try (RawWebSocket client = open("/small/endless")) {
            client.send(RawFrame.text("x".repeat(900)).more());
            for (int i = 0; i < 5; i++) {
                client.send(RawFrame.continuation("x".repeat(900)).more());
            }
            client.expectClose(1009);
        }
    }

    @Test
    @DisplayName("PAR-008 PAR-280 idle time and duration are the component's own, by annotation and by key")
    void lifetimes() {
        try (RawWebSocket idle = open("/idle/idle");
                RawWebSocket old = open("/brief/old");
                RawWebSocket usual = open("/throttled/forever")) {
            assertEquals(1000, idle.expectClose(1000).closeCode());
            assertEquals("Open for PT2S", old.expectClose(1001).closeReason());
            assertEquals("here", usual.send("here").receiveText());
        }
        control.awaitJournal("idle", "1000 No message for PT1S");
    }

    @Test
    @DisplayName("of a component's messages so many are handled at once, and each client's stay in order")
    void inFlight() {
        List<RawWebSocket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                clients.add(open("/busy/" + i));
            }
            clients.forEach(client -> client.send(numbered(0, 5)));
            List<Integer> atOnce = new ArrayList<>();
            for (RawWebSocket client : clients) {
                for (int i = 0; i < 5; i++) {
                    String answer = client.receiveText();
                    assertTrue(answer.startsWith("message " + i + " "), answer);
                    atOnce.add(Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1)));
                }
            }
            assertTrue(atOnce.stream().allMatch(count -> count <= MOST_AT_ONCE), atOnce::toString);
            assertTrue(atOnce.stream().anyMatch(count -> count > 1), atOnce::toString);
        } finally {
            clients.forEach(RawWebSocket::close);
        }
    }
}
