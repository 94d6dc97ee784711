package io.capstan.it.host.wire;

import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.wire.app.Listeners;
import io.capstan.it.host.wire.app.Mix;
import io.capstan.it.host.wire.app.Pourer;
import io.capstan.it.host.wire.app.Sample;
import io.capstan.it.host.wire.app.Stage;
import io.capstan.it.host.wire.app.StageServlet;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Puts up the application for the themes of the contract. */
@ExtendWith(ArquillianExtension.class)
abstract class WireContract {
    @ArquillianResource
    URL url;

    private Venue venue;

    /** The application, with this choice of {@code capstan.wire}; its outboxes hold what a test sends in all. */
    static WebArchive war(String name, String wire, String... more) {
        WebArchive war = Wars.of(name, Journal.class, StageServlet.class, Stage.class, Mix.class, Sample.class)
                .addClass(Pourer.class)
                .addPackage(Listeners.class.getPackage());
        List<String> lines = new ArrayList<>(List.of(
                "capstan.wire=" + wire,
                "capstan.outbox.messages=1000000",
                "capstan.outbox.bytes=134217728",
                "capstan.heartbeat.interval=0s",
                "capstan.write.timeout=60s",
                "capstan.close.timeout=10s"));
        lines.addAll(List.of(more)); // of two lines with one key the last counts
        return Wars.withConfiguration(war, lines.toArray(String[]::new));
    }

    /** Where clients connect. */
    URI clients(URI base) {
        return base;
    }

    boolean compression() {
        return false;
    }

    @BeforeEach
    void open() throws Exception {
        URI base = url.toURI();
        venue = new Venue(base, clients(base), compression());
    }

    @AfterEach
    void close() {
        venue.close();
    }

    /** For the themes. */
    public Venue venue() {
        return venue;
    }
}
