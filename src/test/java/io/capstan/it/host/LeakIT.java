package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.HeapServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Transient;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

/** Who has gone leaves nothing behind. */
@ExtendWith(ArquillianExtension.class)
class LeakIT {
    private static final int CYCLES = 10_000;
    private static final int WARM_UP = 1_000;
    private static final int CLIENTS = 8;

    /** What there may be more of than before, of one class: something that a pool has made, and keeps. */
    private static final int SLACK = 32;

    /** Capstan's own, and what the engines have for each connection. */
    private static final String PER_CONNECTION = "io\\.capstan\\.(?!it\\.).*"
            + "|io\\.undertow\\.websockets\\..*"
            + "|org\\.glassfish\\.tyrus\\..*"
            + "|.*\\.Transient\\$Baggage";

    @ArquillianResource
    URL url;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of(
                        "leak",
                        Transient.class,
                        Transient.Witness.class,
                        Transient.Baggage.class,
                        Transient.Luggage.class)
                .addClasses(Journal.class, ControlServlet.class, HeapServlet.class);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    @Test
    @DisplayName("PAR-341 after 10,000 connections, ended in four ways, as many objects and threads are left as before")
    void cycles() throws Exception {
        run(WARM_UP);
        Map<String, Integer> before = objects();
        int threads = threads();

        run(CYCLES);

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertEquals(Map.of(), more(before)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertTrue(threads() <= threads + 2, threads() + " threads, before " + threads));
        assertTrue(before.size() > 10, "the framework was looked at: " + before);
    }

    private void run(int cycles) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(clients.submit(() -> {
                for (int cycle = 0; cycle < cycles / CLIENTS; cycle++) {
                    comeAndGo(cycle % 4);
                }
            }));
        }
        for (Future<?> each : all) {
            each.get(5, TimeUnit.MINUTES);
        }
        control.awaitSize(0);
    }

    private void comeAndGo(int kind) {
        try (RawWebSocket client = RawSocket.connect(base).get("/transient").upgrade()) {
            assertEquals("[\"x\",1]", client.send("x").receiveText());
            switch (kind) {
                case 0 -> client.closeAndAwait(1000, "");
                case 1 -> client.reset();
                case 2 -> client.send("fail").expectClose(1011);
                default -> client.pingPong("leaving");
            }
        }
    }

    /** Classes of which there are more instances than before. */
    private Map<String, String> more(Map<String, Integer> before) {
        Map<String, String> more = new TreeMap<>();
        objects().forEach((type, count) -> {
            int known = before.getOrDefault(type, 0);
            if (count > known + SLACK) {
                more.put(type, known + " -> " + count);
            }
        });
        return more;
    }

    private Map<String, Integer> objects() {
        Map<String, Integer> objects = new TreeMap<>();
        String path = "heap?classes=" + URLEncoder.encode(PER_CONNECTION, StandardCharsets.UTF_8);
        control.get(path).body().lines().forEach(line -> {
            String[] words = line.split(" ");
            objects.merge(words[0], Integer.parseInt(words[1]), Integer::sum);
        });
        return objects;
    }

    private int threads() {
        return Integer.parseInt(control.ask("threads"));
    }
}
