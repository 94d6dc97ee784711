package io.capstan.it.host.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.host.wire.app.Listeners;
import io.capstan.it.host.wire.app.Mix;
import io.capstan.testing.RawFrame;
import java.time.Duration;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A reader that stops costs no more than is set, delays nobody, and when it goes on it gets what its policy promises. */
interface BoundsContract {
    int BURST = 50;

    Venue venue();

    @Test
    @DisplayName("PAR-157 DROP_OLDEST: a reader that stops misses the older part, goes on in order, and is whole again")
    default void dropOldest() {
        stopAndGoOn("oldest", 1);
    }

    @Test
    @DisplayName("PAR-157 DROP_NEWEST: a reader that stops misses the newer part, goes on in order, and is whole again")
    default void dropNewest() {
        stopAndGoOn("newest", 1);
    }

    @Test
    @DisplayName("PAR-157 COALESCE: a reader that stops gets the newest of each key, in order, and is whole again")
    default void coalesce() {
        stopAndGoOn("coalesced", 10);
    }

    /** The bursts, of so many keys each, reach a prompt reader; one that reads nothing gets in its way never. */
    private void stopAndGoOn(String component, int keys) {
        int each = BURST / keys;
        boolean keyed = keys > 1; // then a message may be replaced while it waits for its turn, for the prompt one too
        CheckingClient prompt = venue().open(component, component + "-prompt", Mix.LARGE);
        CheckingClient stopped =
                venue().openSmall(component, component + "-stopped", Mix.LARGE).mayMiss();
        if (keyed) {
            prompt.mayMiss();
        }
        int number = 0;
        int full = 0;
        for (int burst = 0; burst < 1000 && full < 10; burst++) {
            number += each;
            burst(component, keys, each);
            prompt.readUpTo(number, keys);
            int waiting = venue().waiting(stopped);
            assertTrue(waiting <= Listeners.MOST_BYTES, waiting + " bytes wait");
            boolean held = keyed ? venue().isBlocked(stopped) : waiting > Listeners.MOST_BYTES - 10_000;
            full += held ? 1 : 0;
        }
        assertEquals(10, full, "the bound was reached");

        int before = number;
        Future<?> reader = venue().start(() -> stopped.readUpTo(before + each, keys));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> venue().waiting(stopped) == 0);
        burst(component, keys, each);
        prompt.readUpTo(before + each, keys);
        venue().await(reader);
        assertTrue(stopped.messages() < before * keys, "nothing was given up, though the outbox was full");
        if (!keyed) {
            assertTrue(stopped.wholeSince() <= before, "once it has caught up it misses nothing");
            assertEquals(before + each, prompt.messages(), "the prompt one has missed nothing");
        }
        stopped.quiet();
        prompt.quiet();
    }

    private void burst(String component, int keys, int each) {
        String count = String.valueOf(each);
        venue().control().ask("burst", "to", component, "mix", Mix.LARGE.name(), "sources", "" + keys, "count", count);
    }

    @Test
    @DisplayName("PAR-157 CLOSE: a reader that stops is closed with 1013, behind what had left; the others go on")
    default void closeWhenFull() {
        CheckingClient prompt = venue().open("strict", "strict-prompt", Mix.LARGE);
        CheckingClient stopped = venue().openSmall("strict", "strict-stopped", Mix.LARGE);
        int number = 0;
        while (!hasEnded(stopped)) {
            number += BURST;
            burst("strict", 1, BURST);
            prompt.readUpTo(number, 1);
            assertTrue(number < 50_000, "the outbox was never full");
        }
        RawFrame close = stopped.readEnd();
        assertNotNull(close, "no close frame");
        assertEquals(1013, close.closeCode());
        assertTrue(stopped.messages() < number);

        burst("strict", 1, BURST);
        prompt.readUpTo(number + BURST, 1);
        prompt.quiet();
        venue().control().awaitJournal("strict-stopped", "said hello", "close 1013 SERVER");
    }

    private boolean hasEnded(CheckingClient client) {
        return venue().control().journal(client.name()).stream().anyMatch(line -> line.startsWith("close"));
    }
}
