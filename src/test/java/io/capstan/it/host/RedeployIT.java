package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.HeapServlet;
import io.capstan.it.host.app.RecordsServlet;
import io.capstan.it.host.app.Transient;
import io.capstan.it.host.app.WorkersServlet;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that is taken away is gone. Another one, without Capstan, stays and looks into the heap. */
@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(OrderAnnotation.class)
class RedeployIT {
    private static final int REDEPLOYS = 20;

    /** Clients that are gone when they are written to. */
    private static final int GONE = 24;

    /** There is one instance for each application, and for each class loader of one, that is still in memory. */
    private static final List<String> WITNESSES =
            List.of("io.capstan.wire.ConnectionRegistry", Transient.class.getName() + "$Witness");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private interface Look {
        void run() throws Exception;
    }

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "comings", testable = false, managed = false)
    static Archive<?> comings() {
        return Wars.of(
                "comings", Transient.class, Transient.Witness.class, Transient.Baggage.class, Transient.Luggage.class);
    }

    @Deployment(name = "lookout", testable = false)
    static Archive<?> lookout() {
        return Wars.plain("lookout", HeapServlet.class, RecordsServlet.class, WorkersServlet.class);
    }

    /** The last, when the server's threads have served many: compiled code of loops that all applications share may keep classes. */
    @Test
    @Order(2)
    @DisplayName("PAR-341 after 20 redeploys with open connections, no application is left in memory")
    void redeploy(@ArquillianResource @OperateOnDeployment("lookout") URL lookout) throws Exception {
        assumeTrue(Host.current() != Host.EMBEDDED, "the embedded server runs one application, and ends with it");
        URI application = URI.create(lookout.toString().replace("lookout", "comings"));
        serveOtherRequests(lookout);
        comeAndGo(application, () -> assertTrue(inMemory(lookout) >= WITNESSES.size(), "the running one is seen"));
        forgetOthers(lookout);
        int before = inMemory(lookout); // of the tests before
        for (int i = 0; i < REDEPLOYS; i++) {
            comeAndGo(application, () -> {});
        }
        awaitGone(lookout, before);
    }

    /**
     * Payara kept of such a write its exception, with the classes that were on the stack, behind requests that waited on its
     * threads to be used again: one application was in memory, until they were.
     */
    @Test
    @Order(1)
    @DisplayName("PAR-341 an application that has written to clients that were gone is not left in memory for that")
    void reset(@ArquillianResource @OperateOnDeployment("lookout") URL lookout) throws Exception {
        assumeTrue(Host.current() != Host.EMBEDDED, "the embedded server runs one application, and ends with it");
        URI application = URI.create(lookout.toString().replace("lookout", "comings"));
        forgetOthers(lookout);
        int before = inMemory(lookout);
        deployer.deploy("comings");
        shuffle(application, lookout);
        List<RawWebSocket> gone = new ArrayList<>();
        for (int i = 0; i < GONE; i++) {
            gone.add(RawSocket.connect(application).get("/transient").upgrade().send("wait"));
        }
        try (RawWebSocket client =
                RawSocket.connect(application).get("/transient").upgrade()) {
            Awaitility.await().until(() -> client.send("waiting").receiveText().equals("[\"waiting\"," + GONE + "]"));
            gone.forEach(RawWebSocket::reset);
            assertEquals("[\"go\",1]", client.send("go").receiveText());
            deployer.undeploy("comings");
            client.receiveClose();
        }
        awaitGone(lookout, before);
    }

    /** Has the server use its objects for requests again and again, on other threads, so that some lead to others. */
    private static void shuffle(URI application, URL lookout) throws IOException {
        for (int round = 0; round < 6; round++) {
            List<RawWebSocket> many = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                many.add(RawSocket.connect(application).get("/transient").upgrade());
            }
            serveOtherRequests(lookout);
            for (RawWebSocket one : many) {
                one.close();
            }
            serveOtherRequests(lookout);
        }
    }

    /** @param most how many of them may be left */
    private static void awaitGone(URL lookout, int most) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            forgetOthers(lookout);
            int left = inMemory(lookout);
            assertTrue(left <= most, () -> left + " of applications that are gone are in memory, and not " + most);
        });
    }

    /** Deploys the application, looks at it while a client is connected, and takes it away under the client. */
    private void comeAndGo(URI application, Look look) throws Exception {
        deployer.deploy("comings");
        try (RawWebSocket client =
                RawSocket.connect(application).get("/transient").upgrade()) {
            assertEquals("[\"x\",1]", client.send("x").receiveText());
            look.run();
            deployer.undeploy("comings");
            client.receiveClose();
        }
    }

    /** What the server and the JDK keep of the last application that they had to do with, they keep of the lookout. */
    private static void forgetOthers(URL lookout) throws Exception {
        serveOtherRequests(lookout);
        get(lookout, "records").get();
    }

    /**
     * All threads that serve requests get another one. Those of WildFly keep the first one that they had as long as they live,
     * and the last one while they wait for work, and with it the application, also one without Capstan. Threads may end while
     * the others wait for them: then it is tried again with those that are there.
     */
    private static void serveOtherRequests(URL lookout) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> allServe(lookout));
    }

    private static boolean allServe(URL lookout) throws Exception {
        int threads = Integer.parseInt(get(lookout, "workers").get());
        String place = UUID.randomUUID().toString();
        List<CompletableFuture<String>> all = Stream.generate(
                        () -> get(lookout, "workers?meet=" + threads + "&at=" + place))
                .limit(threads)
                .toList();
        boolean met = true;
        for (CompletableFuture<String> one : all) {
            met &= one.get().equals("true");
        }
        return met;
    }

    /** How many of the witnesses are in memory. */
    private static int inMemory(URL lookout) throws Exception {
        String classes = WITNESSES.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        String lines = get(lookout, "heap?classes=" + URLEncoder.encode(classes, StandardCharsets.UTF_8))
                .get();
        return lines.lines()
                .mapToInt(line -> Integer.parseInt(line.split(" ")[1]))
                .sum();
    }

    private static CompletableFuture<String> get(URL base, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
        return HTTP.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }
}
