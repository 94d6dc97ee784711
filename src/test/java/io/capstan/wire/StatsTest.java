package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection.Stats;
import io.capstan.OutboxLimits.OverflowPolicy;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatsTest {

    @Test
    @DisplayName("PAR-253 a new connection has nothing in its figures, and says never for every time")
    void never() {
        assertEquals(
                new Stats(0, 0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty(), false),
                new Rig().connection.stats());
    }

    @Test
    @DisplayName("PAR-253 messages and their bytes are counted in both directions; one in parts is one")
    void messages() {
        Rig rig = new Rig();
        rig.connection.heard(3, false);
        rig.connection.heard(4, true);
        rig.connection.heard(0, true);
        rig.connection.send("grün");
        rig.connection.send(ByteBuffer.allocate(10));
        rig.connection.send(new StringReader("x".repeat(20_000)));
        Stats stats = rig.connection.stats();
        assertEquals(2, stats.messagesIn());
        assertEquals(7, stats.bytesIn());
        assertEquals(3, stats.messagesOut());
        assertEquals(5 + 10 + 20_000, stats.bytesOut());
    }

    @Test
    @DisplayName("PAR-253 what leaves joined in one write counts as what it is; what was dropped was never sent")
    void joined() {
        Rig rig = new Rig(new OutboxOptions(2, 1000, OverflowPolicy.DROP_NEWEST));
        rig.wire.joins = true;
        rig.wire.holding();
        for (int i = 0; i < 5; i++) {
            rig.connection.send("ab");
        }
        assertEquals(1, rig.connection.stats().messagesOut());
        rig.wire.finish();
        assertEquals(3, rig.connection.stats().messagesOut());
        assertEquals(6, rig.connection.stats().bytesOut());
    }

    @Test
    @DisplayName("PAR-253 pings, answered and not, and when something came or went last")
    void pings() {
        Rig rig = new Rig();
        rig.connection.send("x");
        rig.connection.ping();
        rig.connection.ping();
        rig.connection.pong(rig.wire.pings.get(0).duplicate());
        rig.tick(Duration.ofSeconds(26));
        Stats stats = rig.connection.stats();
        assertEquals(3, stats.pings());
        assertEquals(1, stats.answeredPings());
        assertEquals(1, stats.unansweredPings());
        Instant then = Instant.now().minusSeconds(26);
        assertTrue(Duration.between(then, stats.lastIn().orElseThrow()).abs().toSeconds() < 5);
        assertTrue(Duration.between(then, stats.lastOut().orElseThrow()).abs().toSeconds() < 5);
    }

    @Test
    @DisplayName("PAR-254 whether compression was agreed upon; the figures stay when the connection has ended")
    void compressed() {
        Rig rig = new Rig();
        assertFalse(rig.connection.stats().compressed());
        rig.connection.compressed();
        rig.connection.heard(5, true);
        rig.connection.closed(1000, "");
        assertTrue(rig.connection.stats().compressed());
        assertEquals(1, rig.connection.stats().messagesIn());
    }
}
