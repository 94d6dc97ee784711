package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.Conversation;
import io.capstan.Conversation.Messages;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.SessionServlet;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application is taken away in the middle of its conversations. */
@ExtendWith(ArquillianExtension.class)
class ConversationUndeployIT {
    private static final String LEAVING = "talking";
    private static final Path WITNESS = emptyFile();

    @ArquillianResource
    Deployer deployer;

    /** Writes down how it ends. */
    @Route("/leave/{name}")
    public static class Leaving implements Conversation {
        @Override
        public void converse(Connection client, Messages messages) throws IOException, InterruptedException {
            String name = client.variable("name");
            Path witness = Path.of(ConfigProvider.getConfig().getValue("it.witness", String.class));
            client.send("begun");
            try {
                if (name.equals("stubborn")) {
                    new CountDownLatch(1).await();
                }
                messages.receive();
                write(witness, name + " " + messages.end().orElseThrow().code());
            } catch (InterruptedException e) {
                write(witness, name + " interrupted");
                throw e;
            }
        }

        private static void write(Path witness, String line) throws IOException {
            Files.writeString(witness, line + "\n", StandardOpenOption.APPEND);
        }
    }

    @Deployment(name = LEAVING, testable = false, managed = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("talking", Leaving.class, SessionServlet.class),
                "it.witness=" + WITNESS,
                "capstan.shutdown.timeout=1s");
    }

    private static Path emptyFile() {
        try {
            Path file = Files.createTempFile("capstan-talking", ".txt");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void deploy() {
        deployer.deploy(LEAVING);
    }

    @Test
    @DisplayName(
            "PAR-134 at the undeployment a conversation that listens ends, one that does not is interrupted in time")
    void undeploy(@ArquillianResource @OperateOnDeployment(LEAVING) URL base) throws Exception {
        try (RawWebSocket polite = open(base, "polite");
                RawWebSocket stubborn = open(base, "stubborn")) {
            assertEquals("begun", polite.receiveText());
            assertEquals("begun", stubborn.receiveText());
            CompletableFuture<?> ends = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> polite.expectClose(1001)),
                    CompletableFuture.runAsync(() -> stubborn.expectClose(1001)));
            long start = System.nanoTime();
            deployer.undeploy(LEAVING);
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
            ends.get(10, TimeUnit.SECONDS);
        }
        assertEquals(List.of("polite 1001", "stubborn interrupted"), Files.readAllLines(WITNESS));
    }

    private static RawWebSocket open(URL base, String name) {
        return RawSocket.connect(URI.create(base.toString()))
                .get("/leave/" + name)
                .upgrade();
    }
}
