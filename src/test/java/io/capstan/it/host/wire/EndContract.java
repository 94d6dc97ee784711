package io.capstan.it.host.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.host.wire.app.Mix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A connection that ends in the middle of a write ends once, settles all that was sent, and hurts no other. */
interface EndContract {

    Venue venue();

    @Test
    @DisplayName("PAR-122 PAR-156 a reset within a half-written batch: one onClose, failed deliveries, unhurt others")
    default void reset() {
        int each = 150;
        List<CheckingClient> others = new ArrayList<>();
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            CheckingClient other = venue().open("crowd", "unhurt" + i, Mix.MIXED);
            others.add(other);
            tasks.add(venue().start(() -> other.readMessages(16 * each)));
        }
        List<CheckingClient> victims = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CheckingClient victim = venue().openSmall("crowd", "reset" + i, Mix.MIXED);
            venue().fill(victim, Mix.MIXED);
            assertTrue(pending(victim) > 0, "something is still to be written");
            victims.add(victim);
        }
        tasks.add(venue().start(() -> venue().publish("crowd", Mix.MIXED, 16, each)));
        victims.forEach(victim -> victim.socket().reset());
        venue().await(tasks);

        for (CheckingClient victim : victims) {
            venue().control().awaitJournal(victim.name(), "said hello", "close 1006 PEER");
            awaitSettled(venue(), victim);
        }
        others.forEach(CheckingClient::quiet);
    }

    @Test
    @DisplayName("PAR-171 a close that a reader never takes: dropped after the close time-out, deliveries fail, once")
    default void abort() {
        CheckingClient other = venue().open("patient", "abort-other", Mix.MIXED);
        CheckingClient stuck = venue().openSmall("patient", "abort-stuck", Mix.MIXED);
        int sent = venue().fill(stuck, Mix.MIXED);
        venue().control().ask("close", "to", stuck.name(), "code", "4003");
        venue().control().awaitJournal(stuck.name(), "said hello", "close 4003 SERVER");
        awaitSettled(venue(), stuck);
        assertNull(stuck.readEnd(), "no close frame fits behind half a message");
        assertTrue(stuck.messages() < sent, "what waited is given up");
        other.quiet();
    }

    private int pending(CheckingClient client) {
        return Integer.parseInt(venue().outcomes(client).split(" ")[1]);
    }

    private static void awaitSettled(Venue venue, CheckingClient client) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String[] words = venue.outcomes(client).split(" ");
            assertEquals("pending 0", words[0] + " " + words[1], client.name());
            assertTrue(Integer.parseInt(words[7]) > 0, "some have failed");
        });
    }
}
