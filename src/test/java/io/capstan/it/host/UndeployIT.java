package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.OutboxLimits;
import io.capstan.OverflowPolicy;
import io.capstan.Route;
import io.capstan.it.client.RawSocket;
import io.capstan.it.client.RawWebSocket;
import io.capstan.it.container.Wars;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UndeployIT {
    private static final Path JOURNAL = temporaryFile();

    @ArquillianResource
    Deployer deployer;

    /** Writes the end of each connection where it can be read when the application is gone. */
    @Route("/leave/{name}")
    @OutboxLimits(policy = OverflowPolicy.DROP_NEWEST)
    public static class Leaving implements MessageComponent {
        @Override
        public void onMessage(Connection connection, String text) {
            for (int i = 0; i < Integer.parseInt(text); i++) {
                connection.send("x".repeat(10_000));
            }
            connection.send("sent");
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) throws IOException {
            String line = connection.variable("name") + " " + close.code() + " " + close.initiator() + "\n";
            Files.writeString(journal(), line, StandardOpenOption.APPEND);
        }

        private Path journal() throws IOException {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            try (InputStream file = loader.getResourceAsStream("journal.txt")) {
                return Path.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    private static Path temporaryFile() {
        try {
            Path file = Files.createTempFile("capstan-undeploy", ".txt");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Deployment(name = "undeploy", testable = false, managed = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                        Wars.of("undeploy", Leaving.class), "capstan.shutdown.timeout=5s", "capstan.close.timeout=1s")
                .addAsResource(new StringAsset(JOURNAL.toString()), "journal.txt");
    }

    @Test
    @Order(1)
    @DisplayName("an application is deployed")
    void deploy() {
        deployer.deploy("undeploy");
    }

    @Test
    @Order(2)
    @DisplayName("PAR-122 PAR-174 at undeploy each connection gets 1001 and its onClose once; no client can hold it up")
    void undeploy(@ArquillianResource @OperateOnDeployment("undeploy") URL url) throws Exception {
        URI base = url.toURI();
        List<RawWebSocket> good = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            good.add(RawSocket.connect(base).get("/leave/good").upgrade().pingPong("open"));
        }
        RawWebSocket silent =
                RawSocket.connect(base).get("/leave/silent").upgrade().pingPong("open");
        RawWebSocket stuck = RawSocket.connect(base, 4096).get("/leave/stuck").upgrade();
        stuck.send("2000");

        long before = System.nanoTime();
        deployer.undeploy("undeploy");
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        for (RawWebSocket client : good) {
            assertEquals(1001, client.receiveClose().closeCode());
            client.close();
        }
        assertEquals(1001, silent.receiveClose().closeCode());
        silent.awaitEnd();
        stuck.close();
        List<String> ends = Files.readAllLines(JOURNAL).stream().sorted().toList();
        List<String> wanted = new ArrayList<>();
        good.forEach(client -> wanted.add("good 1001 SERVER"));
        wanted.add("silent 1001 SERVER");
        wanted.add("stuck 1001 SERVER");
        assertEquals(wanted, ends);
        assertTrue(took.toSeconds() < 20, "the undeployment took " + took);
    }

    @Test
    @Order(3)
    @DisplayName("it is deployed again")
    void redeploy() {
        deployer.deploy("undeploy");
    }

    @Test
    @Order(4)
    @DisplayName("PAR-001 and serves again")
    void serves(@ArquillianResource @OperateOnDeployment("undeploy") URL url) throws Exception {
        try (RawWebSocket client =
                RawSocket.connect(url.toURI()).get("/leave/again").upgrade()) {
            assertEquals("sent", client.send("0").receiveText());
        }
        deployer.undeploy("undeploy");
    }
}
