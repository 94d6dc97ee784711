package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.OutboxLimits.OverflowPolicy;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.SessionServlet;
import io.capstan.it.host.app.Web;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application is taken away while clients are connected; what it saw is in a file, since it is gone afterwards. */
@ExtendWith(ArquillianExtension.class)
class UndeployIT {
    private static final String LEAVING = "leaving";
    private static final Path WITNESS = emptyFile();

    /** What the server does of its own at an undeployment takes less on a busy machine too. */
    private static final Duration LIMIT = Duration.ofSeconds(12);

    /** So late would only somebody be who waits without a limit. */
    private static final Duration MUCH_LATER = LIMIT.plusSeconds(20);

    @ArquillianResource
    Deployer deployer;

    private final ExecutorService clients = Executors.newCachedThreadPool();

    /** Writes down what happens; on {@code flood} it sends more than any socket takes. */
    @Route("/leaving/{name}")
    @OutboxLimits(policy = OverflowPolicy.DROP_NEWEST)
    public static class Leaving implements MessageComponent {
        @Override
        public void onOpen(Connection connection) throws IOException {
            write(connection, "open");
        }

        @Override
        public void onMessage(Connection connection, String text) throws IOException {
            if (!text.equals("flood")) {
                connection.send(text);
                return;
            }
            String part = "x".repeat(60_000);
            for (int i = 0; i < 200; i++) {
                connection.send(part);
            }
            write(connection, "flooded");
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) throws IOException {
            write(connection, "close " + close.code() + " " + close.initiator());
        }

        private static void write(Connection connection, String event) throws IOException {
            Path file = Path.of(ConfigProvider.getConfig().getValue("it.witness", String.class));
            String line = connection.variable("name") + " " + event + "\n";
            Files.writeString(file, line, StandardOpenOption.APPEND);
        }
    }

    @Deployment(name = LEAVING, testable = false, managed = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("leaving", Leaving.class, SessionServlet.class),
                "it.witness=" + WITNESS,
                "capstan.shutdown.timeout=" + LIMIT,
                "capstan.close.timeout=30s");
    }

    private static Path emptyFile() {
        try {
            Path file = Files.createTempFile("capstan-undeploy", ".txt");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> seen(String name) {
        try {
            return Files.readAllLines(WITNESS).stream()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> line.substring(name.length() + 1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void deploy() {
        deployer.deploy(LEAVING);
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    @Test
    @DisplayName(
            "PAR-122 PAR-174 an undeployment closes every client with 1001, each onClose comes once, and it is quick")
    void goingAway(@ArquillianResource @OperateOnDeployment(LEAVING) URL base) throws Exception {
        List<Future<RawFrame>> ends = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            RawWebSocket client = open(base, "polite" + i, 0);
            client.pingPong("there");
            ends.add(clients.submit(() -> client.expectClose(1001)));
        }

        Duration taken = undeploy();

        for (int i = 0; i < ends.size(); i++) {
            assertEquals(
                    "The server is being stopped",
                    ends.get(i).get(10, TimeUnit.SECONDS).closeReason());
            assertEquals(List.of("open", "close 1001 SERVER"), seen("polite" + i));
        }
        assertTrue(taken.compareTo(LIMIT) < 0, "nobody had to be waited for, but it took " + taken);
    }

    @Test
    @DisplayName("PAR-174 a client with an HTTP session, which ends at the same time, is told 1001 too")
    void withSession(@ArquillianResource @OperateOnDeployment(LEAVING) URL base) throws Exception {
        Web web = Web.withSession(URI.create(base.toString()));
        try (RawWebSocket client = web.request("/leaving/session").upgrade()) {
            client.pingPong("there");
            Future<RawFrame> end = clients.submit(() -> client.expectClose(1001));
            undeploy();
            end.get(10, TimeUnit.SECONDS);
        }
        assertEquals(List.of("open", "close 1001 SERVER"), seen("session"));
    }

    @Test
    @DisplayName(
            "PAR-122 PAR-171 clients that do not read, or do not answer, hold an undeployment no longer than is set")
    void stubborn(@ArquillianResource @OperateOnDeployment(LEAVING) URL base) throws Exception {
        try (RawWebSocket silent = open(base, "silent", 0);
                RawWebSocket stuck = open(base, "stuck", 4096)) {
            silent.pingPong("there");
            stuck.send("flood");
            Awaitility.await().untilAsserted(() -> assertEquals(List.of("open", "flooded"), seen("stuck")));

            Duration taken = undeploy();

            assertTrue(taken.compareTo(MUCH_LATER) < 0, "it took " + taken);
            assertEquals(1001, silent.receiveClose().closeCode());
            silent.awaitEnd();
            stuck.awaitEnd();
        }
        assertEquals(List.of("open", "close 1001 SERVER"), seen("silent"));
        assertEquals(List.of("open", "flooded", "close 1001 SERVER"), seen("stuck"));
    }

    @Test
    @DisplayName("PAR-001 an application that was undeployed can be deployed again")
    void again(@ArquillianResource @OperateOnDeployment(LEAVING) URL base) throws Exception {
        try (RawWebSocket client = open(base, "again", 0)) {
            assertEquals("ahoy", client.send("ahoy").receiveText());
        } finally {
            undeploy();
        }
        assertEquals(
                1,
                seen("again").stream().filter(line -> line.startsWith("close")).count());
    }

    private static RawWebSocket open(URL base, String name, int receiveBuffer) {
        return RawSocket.connect(URI.create(base.toString()), receiveBuffer)
                .timeout(MUCH_LATER)
                .get("/leaving/" + name)
                .upgrade();
    }

    private Duration undeploy() {
        long before = System.nanoTime();
        deployer.undeploy(LEAVING);
        return Duration.ofNanos(System.nanoTime() - before);
    }
}
