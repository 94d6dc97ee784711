package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Channel;
import io.capstan.Channels;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.bench.load.RoomLoad;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One of a thousand subscribers stops reading. */
@ExtendWith(ArquillianExtension.class)
class SlowSubscriberIT {
    private static final int SUBSCRIBERS = 1000;
    private static final int PUBLICATIONS = 10_000;
    private static final int SIZE = 100;
    private static final int WINDOW = 64;
    private static final int SMALL_BUFFER = 4096;
    private static final Duration STILL = Duration.ofMillis(500);
    private static final long MEGABYTE = 1 << 20;

    @ArquillianResource
    URL url;

    /** Who is here hears all that somebody says here; and may ask for more than the kernel takes. */
    @ApplicationScoped
    @Route("/hall/{name}")
    public static class Hall implements MessageComponent {
        private static final int CHUNK = 60_000;

        @Inject
        Channels channels;

        @Inject
        Journal journal;

        private final AtomicInteger taken = new AtomicInteger();

        private Channel hall() {
            return channels.channel("hall");
        }

        @Override
        public void onOpen(Connection connection) {
            hall().join(connection);
        }

        @Override
        public void onMessage(Connection connection, String text) {
            if (text.equals("fill")) {
                fill(connection);
            } else {
                hall().publish(text);
            }
        }

        /** The next one when the network has taken the one before: the outbox never holds more than one. */
        private void fill(Connection connection) {
            connection.send(ByteBuffer.allocate(CHUNK)).thenRun(() -> {
                taken.incrementAndGet();
                fill(connection);
            });
        }

        @Override
        public void onClose(Connection connection, CloseInfo info) {
            journal.add(connection.variable("name") + " " + info.code() + " " + info.reason());
        }

        int taken() {
            return taken.get();
        }
    }

    /** Who asks here how much the network has taken. */
    @Route("/desk")
    public static class Desk implements MessageComponent {
        @Inject
        Hall hall;

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(String.valueOf(hall.taken()));
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("slow", Hall.class, Desk.class, Journal.class, ControlServlet.class),
                "capstan.write.timeout=60s"); // or that might be what ends it
    }

    @Test
    @DisplayName(
            "one of 1,000 stops reading: 10,000 publications reach the others, it is closed 1013, the heap stays flat")
    void slow() throws Exception {
        URI base = url.toURI();
        Control control = new Control(base);
        new RoomLoad(SUBSCRIBERS, 200, SIZE, WINDOW).run(base.resolve("hall/warm")); // engines keep pools afterwards
        control.awaitSize(0);
        long before = Long.parseLong(control.ask("heap"));
        try (RawWebSocket slow =
                RawSocket.connect(base, SMALL_BUFFER).get("/hall/slow").upgrade()) {
            slow.send("fill");
            awaitFull(base);
            RoomLoad others = new RoomLoad(SUBSCRIBERS - 2, PUBLICATIONS, SIZE, WINDOW); // and the one who speaks
            others.run(base.resolve("hall/quick"));
            assertEquals((SUBSCRIBERS - 2L) * PUBLICATIONS, others.arrived());
            control.awaitJournal("slow", "1013 Outbox full");
        }
        control.awaitSize(0);
        assertEquals(
                List.of(),
                control.journal("quick").stream()
                        .filter(end -> end.startsWith("1013"))
                        .toList());
        long more = Long.parseLong(control.ask("heap")) - before;
        assertTrue(more < 16 * MEGABYTE, more + " bytes more than before");
    }

    /** Until nothing more has left for a while. */
    private static void awaitFull(URI base) {
        try (RawWebSocket desk = RawSocket.connect(base).get("/desk").upgrade()) {
            AtomicInteger last = new AtomicInteger(-1);
            Awaitility.await().pollInterval(STILL).until(() -> {
                int now = Integer.parseInt(desk.send("?").receiveText());
                return now > 0 && now == last.getAndSet(now);
            });
        }
    }
}
