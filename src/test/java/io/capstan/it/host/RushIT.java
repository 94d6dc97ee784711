package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.it.host.app.PooledRequests;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many short connections that end in every way, one right after the other. */
@ExtendWith(ArquillianExtension.class)
class RushIT {
    private static final int CLIENTS = 4;
    private static final int EACH = Integer.getInteger("rush", 300);

    @ArquillianResource
    URL url;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("rush", Obedient.class, Journal.class, ControlServlet.class, PooledRequests.class);
    }

    @Test
    @DisplayName("PAR-124 connections that end in every way, one right after the other, do not disturb each other")
    void rush() throws Exception {
        URI base = url.toURI();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<Callable<List<Throwable>>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String name = "client" + i;
            Random random = new Random(i);
            clients.add(() -> rush(base, name, random));
        }
        List<Throwable> wrong = new ArrayList<>();
        for (Future<List<Throwable>> each : threads.invokeAll(clients)) {
            wrong.addAll(each.get());
        }
        threads.shutdown();
        AssertionError all = new AssertionError(wrong.size() + " connections were disturbed");
        wrong.forEach(all::addSuppressed);
        if (!wrong.isEmpty()) {
            throw all;
        }
        HttpResponse<String> pooled = new Control(base).get("pooled");
        if (pooled.statusCode() == 200) { // the embedded server knows no filters of an application, and pools nothing
            int usedAgain = Integer.parseInt(pooled.body());
            assertTrue(usedAgain < CLIENTS * EACH / 100, usedAgain + " requests were used again after an upgrade");
        }
    }

    private static List<Throwable> rush(URI base, String name, Random random) {
        List<Throwable> wrong = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            int way = random.nextInt(8);
            try {
                connect(base, name, way);
            } catch (RuntimeException | AssertionError e) {
                wrong.add(new AssertionError(name + " in round " + i + ", which ends in way " + way, e));
            }
        }
        return wrong;
    }

    private static void connect(URI base, String name, int way) {
        String path = "/obey/" + (way == 0 ? "fails-on-open" : name);
        try (RawWebSocket client = RawSocket.connect(base).get(path).upgrade()) {
            switch (way) {
                case 0 -> client.expectClose(1011);
                case 1 -> client.send("error now").expectClose(1011);
                case 2 -> client.send("close 4000").expectClose(4000);
                case 3 -> client.closeAndAwait(1000, "");
                case 4 -> client.send("say x").reset();
                case 5 -> client.send("close 4000"); // and is gone at the same time
                case 6 -> client.send("say x"); // and is gone before the answer
                default -> {
                    client.send("describe");
                    assertTrue(client.receiveText().contains(path));
                }
            }
        }
    }
}
