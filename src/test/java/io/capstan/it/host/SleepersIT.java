package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.testing.RawFrame;
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

/** More handlers that block than any engine has threads. */
@ExtendWith(ArquillianExtension.class)
class SleepersIT {
    private static final int SLEEPERS = 100;

    /** Those that are not released wait for a minute. */
    private static final Duration WELL_BEFORE = Duration.ofSeconds(30);

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("sleepers", Obedient.class, Journal.class, ControlServlet.class), "capstan.inbox.bytes=65536");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String name) {
        return RawSocket.connect(base).get("/obey/" + name).upgrade();
    }

    @Test
    @DisplayName("PAR-133 a hundred handlers that block delay no other connection, old or new, nor a plain request")
    void hundred() {
        try (RawWebSocket old = open("old")) {
            List<RawWebSocket> sleeping = new ArrayList<>();
            for (int i = 0; i < SLEEPERS; i++) {
                sleeping.add(open("sleeping" + i).send(RawFrame.text("wait up"), RawFrame.text("say done")));
            }
            long start = System.nanoTime();
            assertEquals("awake", old.send("say awake").receiveText());
            try (RawWebSocket late = open("late")) {
                assertEquals("awake", late.send("say awake").receiveText());
            }
            control.awaitJournal("sleeping" + (SLEEPERS - 1), "open");
            assertTrue(System.nanoTime() - start < WELL_BEFORE.toNanos(), "nobody has waited for them");
            old.send("release up");
            for (RawWebSocket client : sleeping) {
                assertEquals("done", client.receiveText());
                client.close();
            }
        }
    }

    @Test
    @DisplayName("PAR-133 what is sent to a handler that blocks waits in a bounded place, and then the client has to")
    void bounded() {
        List<RawWebSocket> others = new ArrayList<>();
        for (int i = 0; i < 20; i++) { // takes the threads on which a handler may run where its message was read
            others.add(open("other" + i).send("wait all"));
        }
        try (RawWebSocket client = open("flooded");
                RawWebSocket free = open("free")) {
            client.send("wait all");
            long total = 32L << 20;
            Flooder flooder = new Flooder(client, total, RawFrame.text("note ".repeat(800)));
            flooder.start();
            long stuck = flooder.awaitStandstill(Duration.ofSeconds(1));
            assertTrue(stuck < total, "the server has taken all " + stuck + " bytes");
            assertEquals("free", free.send("say free").receiveText());
            free.send("release all");
            assertTrue(flooder.awaitStandstill(Duration.ofSeconds(20)) >= total, "all of it was taken in the end");
            assertEquals("done", client.send("say done").receiveText());
        } finally {
            others.forEach(RawWebSocket::close);
        }
    }
}
