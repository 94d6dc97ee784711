package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.Connections;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

/** Components hear of the end of their application while their clients are still there. */
@ExtendWith(ArquillianExtension.class)
class ShutdownIT {
    private static final String STOPPING = "stopping";
    private static final Path WITNESS = emptyFile();

    /** Farewells, and what the server does of its own at an undeployment, take less on a busy machine too. */
    private static final Duration LIMIT = Duration.ofSeconds(12);

    /** So late would only somebody be who waits without a limit. */
    private static final Duration MUCH_LATER = LIMIT.plusSeconds(20);

    @ArquillianResource
    Deployer deployer;

    private final ExecutorService clients = Executors.newCachedThreadPool();

    /** Lives for one callback. */
    @RequestScoped
    public static class Notebook {
        public void write(String line) {
            Path file = Path.of(ConfigProvider.getConfig().getValue("it.witness", String.class));
            try {
                Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Says goodbye by and by. */
    @Route("/polite/{name}")
    public static class Polite implements MessageComponent {
        @Inject
        Connections connections;

        @Inject
        Notebook notebook;

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }

        @Override
        public CompletionStage<?> onShutdown() {
            Connections all = connections.of(Polite.class);
            CompletableFuture<Void> ready = new CompletableFuture<>();
            all.all().findAny().ifPresentOrElse(any -> sayGoodbye(all, any, ready), () -> ready.complete(null));
            return ready;
        }

        private void sayGoodbye(Connections all, Connection any, CompletableFuture<Void> ready) {
            notebook.write("polite onShutdown with " + all.size());
            all.broadcast("farewell");
            any.schedule(Duration.ofMillis(300), () -> {
                all.broadcast("and good night");
                ready.complete(null);
            });
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            notebook.write("polite close " + close.code() + " " + close.initiator());
        }

        @Override
        public void onLastClose() {
            notebook.write("polite last");
        }
    }

    /** Behind a card, and fails. */
    @ApplicationScoped
    public static class Clumsy implements MessageComponent {
        @Inject
        Notebook notebook;

        @Override
        public void onMessage(Connection connection, String text) {
            connection.send(text);
        }

        @Override
        public CompletionStage<?> onShutdown() {
            notebook.write("clumsy onShutdown");
            throw new IllegalStateException("dropped");
        }
    }

    /** The card. */
    @ServerEndpoint(value = "/clumsy", configurator = GateConfigurator.class)
    public static class Card extends ComponentEndpoint {
        @Inject
        Clumsy clumsy;

        @Override
        protected MessageComponent component() {
            return clumsy;
        }
    }

    /** Is never ready, if it was told so. */
    @Route("/endless")
    public static class Endless implements MessageComponent {
        private volatile boolean endless;

        @Override
        public void onMessage(Connection connection, String text) {
            endless = true;
            connection.send(text);
        }

        @Override
        public CompletionStage<?> onShutdown() {
            return endless ? new CompletableFuture<>() : CompletableFuture.completedStage(null);
        }
    }

    @Deployment(name = STOPPING, testable = false, managed = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("stopping", Notebook.class, Polite.class, Clumsy.class, Card.class, Endless.class),
                "it.witness=" + WITNESS,
                "capstan.shutdown.timeout=" + LIMIT);
    }

    private static Path emptyFile() {
        try {
            Path file = Files.createTempFile("capstan-shutdown", ".txt");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> seen() {
        try {
            return Files.readAllLines(WITNESS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawWebSocket open(URL base, String path) {
        return RawSocket.connect(URI.create(base.toString()))
                .timeout(MUCH_LATER)
                .get(path)
                .upgrade();
    }

    @BeforeEach
    void deploy() throws IOException {
        Files.writeString(WITNESS, "");
        deployer.deploy(STOPPING);
    }

    @AfterEach
    void stop() {
        clients.shutdownNow();
    }

    @Test
    @DisplayName(
            "PAR-137 PAR-335 onShutdown of each component runs before its connections close: farewells arrive, then 1001")
    void farewell(@ArquillianResource @OperateOnDeployment(STOPPING) URL base) throws Exception {
        List<Future<List<String>>> heard = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RawWebSocket client = open(base, "/polite/" + i);
            client.send("in").receiveText();
            heard.add(clients.submit(() -> {
                List<String> words = List.of(client.receiveText(), client.receiveText());
                client.expectClose(1001);
                return words;
            }));
        }
        RawWebSocket other = open(base, "/clumsy");
        other.send("in").receiveText();
        Future<RawFrame> otherEnd = clients.submit(() -> other.expectClose(1001));

        Duration taken = undeploy();

        for (Future<List<String>> each : heard) {
            assertEquals(List.of("farewell", "and good night"), each.get(10, TimeUnit.SECONDS));
        }
        assertEquals(
                "The server is being stopped",
                otherEnd.get(10, TimeUnit.SECONDS).closeReason());
        assertTrue(taken.compareTo(LIMIT) < 0, "nobody had to be waited for until the end, but it took " + taken);
        assertTrue(seen().contains("clumsy onShutdown"), seen().toString());
        List<String> polite =
                seen().stream().filter(line -> line.startsWith("polite")).toList();
        assertEquals(
                List.of(
                        "polite onShutdown with 3",
                        "polite close 1001 SERVER",
                        "polite close 1001 SERVER",
                        "polite close 1001 SERVER",
                        "polite last"),
                polite);
    }

    @Test
    @DisplayName(
            "PAR-137 PAR-335 a component that is never ready is waited for no longer than is set; its clients get 1001")
    void endless(@ArquillianResource @OperateOnDeployment(STOPPING) URL base) throws Exception {
        RawWebSocket client = open(base, "/endless");
        client.send("be endless").receiveText();
        Future<RawFrame> end = clients.submit(() -> client.expectClose(1001));

        Duration taken = undeploy();

        end.get(10, TimeUnit.SECONDS);
        assertTrue(taken.compareTo(LIMIT) >= 0, "it was waited for, but only " + taken);
        assertTrue(taken.compareTo(MUCH_LATER) < 0, "it took " + taken);
        assertEquals(List.of(), seen(), "the card was not in use, nor was anybody connected to the polite one");
    }

    private Duration undeploy() {
        long before = System.nanoTime();
        deployer.undeploy(STOPPING);
        return Duration.ofNanos(System.nanoTime() - before);
    }
}
