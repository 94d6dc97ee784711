package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.it.host.app.Wired;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class SendIT {
    private static final int SMALL_BUFFER = 4096;

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("send", Obedient.class, Journal.class, ControlServlet.class)
                .addClasses(
                        Wired.class, Wired.Crowd.class, Wired.Threads.class, Wired.Newest.class, Wired.Latest.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade();
    }

    /** A client whose TCP window is soon full when it does not read. */
    private RawWebSocket openSlow(String path) {
        return RawSocket.connect(base, SMALL_BUFFER).get(path).upgrade();
    }

    @Test
    @DisplayName("PAR-154 sends from 50 threads to one connection all arrive, each thread's in order")
    void fiftyThreads() {
        int threads = 50;
        int messages = 20;
        int[] next = new int[threads];
        try (RawWebSocket client = open("/threads")) {
            client.send(threads + " " + messages);
            for (int i = 0; i < threads * messages; i++) {
                String[] words = client.receiveText().split(" ");
                int thread = Integer.parseInt(words[0]);
                assertEquals(next[thread]++, Integer.parseInt(words[1]), "thread " + thread);
            }
        }
    }

    @Test
    @DisplayName("a broadcast reaches all of a crowd but the sender, in order, and no other crowd")
    void broadcast() {
        try (RawWebSocket sender = open("/crowd/red");
                RawWebSocket first = open("/crowd/red");
                RawWebSocket second = open("/crowd/red");
                RawWebSocket other = open("/crowd/blue")) {
            first.pingPong("open");
            second.pingPong("open");
            assertEquals("reached 2", sender.send("100 hello").receiveText());
            for (RawWebSocket client : List.of(first, second)) {
                for (int i = 0; i < 100; i++) {
                    assertEquals(i + " hello", client.receiveText());
                }
            }
            assertEquals("reached 0", other.send("1 alone").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-157 PAR-158 a client that does not read is closed 1013, costs bounded memory, and delays nobody")
    void stuckClient() {
        String crowd = "/crowd/stuck";
        List<RawWebSocket> readers = new ArrayList<>();
        try (RawWebSocket sender = open(crowd);
                RawWebSocket stuck = openSlow(crowd)) {
            for (int i = 0; i < 20; i++) {
                readers.add(open(crowd));
            }
            readers.forEach(reader -> reader.pingPong("open"));
            stuck.pingPong("open");
            long before = Long.parseLong(control.ask("heap"));
            String text = "x".repeat(8000);
            String answer = "";
            for (int round = 0; round < 100 && !answer.equals("reached 20"); round++) {
                sender.send("50 " + text);
                for (RawWebSocket reader : readers) {
                    for (int i = 0; i < 50; i++) {
                        assertEquals(i + " " + text, reader.receiveText());
                    }
                }
                answer = sender.receiveText();
            }
            assertEquals("reached 20", answer, "the stuck client has been given up");
            long grown = Long.parseLong(control.ask("heap")) - before;
            assertTrue(grown < 20_000_000, "the heap has grown by " + grown + " bytes for a stuck client");
            stuck.timeout(Duration.ofSeconds(20)).awaitEnd();
        } finally {
            readers.forEach(RawWebSocket::close);
        }
        control.awaitSize(0);
    }

    @Test
    @DisplayName("PAR-157 a slow client with COALESCE gets the newest of each key")
    void newest() {
        try (RawWebSocket client = openSlow("/newest")) {
            client.send("20000");
            control.awaitJournal("newest", "done");
            int seen = 0;
            int last = 0;
            while (last < 20000) {
                int number = Integer.parseInt(client.receiveText().split(" ")[0]);
                assertTrue(number > last, number + " after " + last);
                last = number;
                seen++;
            }
            assertTrue(seen < 20000, "some were replaced, " + seen + " came");
        }
    }

    @Test
    @DisplayName("PAR-157 a slow client with DROP_OLDEST misses some, gets the rest in order, and the last of all")
    void latest() {
        try (RawWebSocket client = openSlow("/latest")) {
            client.send("20000");
            control.awaitJournal("latest", "done");
            int seen = 0;
            int last = 0;
            while (last < 20000) {
                int number = Integer.parseInt(client.receiveText().split(" ")[0]);
                assertTrue(number > last, number + " after " + last);
                last = number;
                seen++;
            }
            assertTrue(seen < 20000, "some were dropped, " + seen + " came");
        }
    }
}
