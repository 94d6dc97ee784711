package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.ChildProcess;
import io.capstan.it.client.SilentClient;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client that is a process of its own and stops dead, with its TCP connection as open as ever. */
@ExtendWith(ArquillianExtension.class)
class FrozenClientIT {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Period times limit plus one, and two seconds: with an interval of a second and two unanswered pings. */
    private static final Duration IN_TIME = Duration.ofSeconds(1 * (2 + 1) + 2);

    @ArquillianResource
    URL url;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("frozen", Obedient.class, Journal.class, ControlServlet.class),
                "capstan.heartbeat.interval=1s",
                "capstan.heartbeat.unanswered=2");
    }

    @Test
    @DisplayName("PAR-271 a client that was stopped by SIGSTOP is closed in time, and onClose fires; others stay")
    void frozen() {
        URI base = URI.create(url.toString());
        Control control = new Control(base);
        try (ChildProcess client = ChildProcess.start(
                HERE,
                List.of(
                        ChildProcess.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SilentClient.class.getName(),
                        base.resolve("obey/frozen").toString().replaceFirst("^http", "ws")))) {
            client.awaitLine(Pattern.compile("open"), SOON);
            control.awaitJournal("frozen", "open");
            freeze(base, control, client);
        }
    }

    private static void freeze(URI base, Control control, ChildProcess client) {
        // it answers pings only while something is asked of it, so it comes when the other one is there
        try (RawWebSocket bystander =
                RawSocket.connect(base).get("/obey/bystander").upgrade()) {
            long opened = System.nanoTime();
            Awaitility.await() // its pongs keep it alive for longer than it may be silent
                    .atMost(SOON)
                    .until(() -> {
                        bystander.pingPong("alive");
                        return System.nanoTime() - opened > IN_TIME.toNanos();
                    });
            assertEquals(List.of("open"), control.journal("frozen"));

            signal("STOP", client);
            long stopped = System.nanoTime();
            Awaitility.await().atMost(SOON).until(() -> {
                bystander.pingPong("alive");
                return control.journal("frozen").size() > 1;
            });
            long took = System.nanoTime() - stopped;
            assertEquals(List.of("open", "close 1008 SERVER No answer to 2 pings"), control.journal("frozen"));
            assertTrue(took < IN_TIME.toNanos(), took + " ns");
            assertEquals("here", bystander.send("say here").receiveText());
        }
    }

    private static void signal(String name, ChildProcess client) {
        try (ChildProcess kill = ChildProcess.start(HERE, List.of("kill", "-" + name, String.valueOf(client.pid())))) {
            assertEquals(0, kill.awaitExit(SOON), kill.output());
        }
    }
}
