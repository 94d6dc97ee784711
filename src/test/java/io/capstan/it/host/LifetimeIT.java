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
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long a connection may be open, and idle. */
@ExtendWith(ArquillianExtension.class)
class LifetimeIT {

    @ArquillianResource
    URL url;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("lifetime", Obedient.class, Journal.class, ControlServlet.class),
                "capstan.connection.max-idle=4s",
                "capstan.connection.max-duration=8s");
    }

    @Test
    @DisplayName(
            "PAR-280 an idle connection closes with 1000, one that is open for too long with 1001, each with a reason")
    void ends() {
        URI base = URI.create(url.toString());
        Control control = new Control(base);
        long start = System.nanoTime();
        try (RawWebSocket idle = RawSocket.connect(base).get("/obey/idle").upgrade();
                RawWebSocket busy = RawSocket.connect(base).get("/obey/busy").upgrade()) {
            RawFrame frame = talkUntilClose(busy);
            assertEquals(1001, frame.closeCode());
            assertTrue(System.nanoTime() - start >= 7_900_000_000L, "not before its time");
            assertEquals(1000, idle.receive().closeCode());
        }
        control.awaitJournal("idle", "open", "close 1000 SERVER No message for PT4S");
        control.awaitJournal("busy", "open", "close 1001 SERVER Open for PT8S");
    }

    /** Says something again and again, so that the connection is never idle. */
    private static RawFrame talkUntilClose(RawWebSocket busy) {
        while (true) {
            RawFrame answer = busy.send("say on").receive();
            if (answer.opcode() == RawFrame.CLOSE) {
                return answer;
            }
        }
    }
}
