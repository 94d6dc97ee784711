package io.capstan.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Publication;
import io.capstan.Publication.Position;
import io.capstan.channel.ChannelRule;
import io.capstan.channel.Posting;
import io.capstan.channel.Recovery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Random publications, clean stops and crashes, beside a list of all that was published. The seed of a run that failed is in its
 * message, and is given again by {@code -Dcapstan.test.seed=…}.
 */
class StoredModelTest {
    private static final int RUNS = 60;
    private static final int CHANNELS = 4;
    private static final int SIZE = 8;
    private static final Duration AGE = Duration.ofSeconds(20);

    private final long seed = Long.getLong("capstan.test.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final Function<String, ChannelRule> rules = name -> StoredHub.rule(SIZE, AGE);

    private final Map<String, Reference> references = new HashMap<>();
    private final Map<String, Integer> outcomes = new HashMap<>();

    /** What was published to a channel, and in what epoch. */
    private static final class Reference {
        private final List<Item> all = new ArrayList<>();
        private String epoch = "";
        private long used;
    }

    private record Item(long offset, String text, long time) {}

    @Test
    @DisplayName("60 runs with clean stops and crashes: history, offsets and recovery are those of a list")
    void runs() throws Exception {
        try {
            boolean clean = true;
            for (int run = 0; run < RUNS; run++) {
                clean = run(run, clean);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
        for (String outcome : List.of("recovered", "not recovered", "goes on", "new epoch")) {
            assertTrue(outcomes.getOrDefault(outcome, 0) > 3, () -> "hardly any " + outcome + ": " + outcomes);
        }
    }

    private boolean run(int number, boolean goesOn) throws IOException, InterruptedException {
        FragilePlace place = new FragilePlace(new UrlPlace(url, "", ""));
        StoredHub hub = StoredHub.start("run" + number + "x", place, rules, clock::get);
        for (Map.Entry<String, Reference> entry : references.entrySet()) {
            check(hub, entry.getKey(), entry.getValue(), goesOn);
        }
        int cut = random.nextInt(60);
        boolean clean = random.nextInt(3) > 0;
        for (int step = 0; step < 60; step++) {
            if (step == cut && !clean) {
                place.cut();
            }
            step(hub);
        }
        if (clean) {
            hub.stop();
        } else {
            place.cut();
            hub.hub.stop(Duration.ZERO);
        }
        return clean;
    }

    private void step(StoredHub hub) {
        String channel = "c" + random.nextInt(CHANNELS);
        Reference reference = references.computeIfAbsent(channel, name -> new Reference());
        if (random.nextInt(8) == 0) {
            clock.addAndGet(random.nextInt(3000));
        }
        String text = channel + " " + clock.get() + " " + random.nextInt();
        Position position = hub.publish(channel, text);
        if (!position.epoch().equals(reference.epoch)) { // its life was over, or had never begun
            assertTrue(
                    reference.all.isEmpty() || clock.get() >= reference.used + AGE.toMillis(),
                    () -> channel + " begins anew though it was used " + (clock.get() - reference.used) + " ms ago");
            reference.all.clear();
            reference.epoch = position.epoch();
        }
        reference.all.add(new Item(position.offset(), text, clock.get()));
        reference.used = clock.get();
        assertEquals(reference.all.size(), position.offset());
    }

    /** What a new run knows of a channel. */
    private void check(StoredHub hub, String channel, Reference reference, boolean goesOn) {
        List<Publication> kept = hub.history(channel);
        if (!goesOn) { // what was not written any more is lost: the last ones, and none between
            long newest = kept.isEmpty() ? 0 : offset(kept.get(kept.size() - 1));
            long lost = newest;
            if (!kept.isEmpty()) {
                reference.all.removeIf(item -> item.offset() > lost);
            }
        }
        List<Item> expected = kept(reference.all);
        if (goesOn || !kept.isEmpty()) {
            assertEquals(
                    expected.stream().map(Item::offset).toList(),
                    kept.stream().map(StoredModelTest::offset).toList());
            assertEquals(
                    expected.stream().map(Item::time).toList(),
                    kept.stream()
                            .map(publication -> publication.published().toEpochMilli())
                            .toList());
            assertEquals(expected.stream().map(Item::text).toList(), hub.texts(channel));
        }
        Position before = new Position(reference.epoch, random.nextInt(reference.all.size() + 1));
        Recovery recovery = hub.join(channel, before);
        List<Item> missed = reference.all.stream()
                .filter(item -> item.offset() > before.offset())
                .toList();
        boolean possible =
                goesOn && expected.containsAll(missed) && recovery.epoch().equals(reference.epoch);
        assertEquals(possible, recovery.recovered(), () -> channel + " " + before + " " + goesOn);
        if (possible) {
            assertEquals(
                    missed.stream().map(Item::offset).toList(),
                    recovery.missed().stream().map(Posting::offset).toList());
        }
        count(possible ? "recovered" : "not recovered");
        if (goesOn && !expected.isEmpty()) {
            assertEquals(reference.epoch, recovery.epoch());
            count("goes on");
        } else if (!goesOn) {
            assertFalse(reference.epoch.equals(recovery.epoch()));
            count("new epoch");
            if (recovery.offset() == 0) {
                reference.all.clear();
            } else {
                long newest = recovery.offset();
                reference.all.removeIf(item -> item.offset() > newest);
            }
            reference.epoch = recovery.epoch();
        }
        reference.used = clock.get();
    }

    private List<Item> kept(List<Item> all) {
        return all.subList(Math.max(0, all.size() - SIZE), all.size()).stream()
                .filter(item -> clock.get() < item.time() + AGE.toMillis())
                .toList();
    }

    private static long offset(Publication publication) {
        return publication.position().orElseThrow().offset();
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }
}
