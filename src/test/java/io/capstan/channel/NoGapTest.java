package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Publication.Position;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

/** What is recovered and what comes live meet: nothing between them is missing, nothing comes twice. */
class NoGapTest {
    private static final int PUBLISHERS = 4;
    private static final int CLIENTS = 6;
    private static final int PUBLICATIONS = 12_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** A client that is dropped again and again, and comes back with the position that it had. */
    private static final class Nomad {
        private final HubRig rig;
        private final long last;
        private @Nullable String epoch;
        private long offset;
        private int times;
        private int recovered;

        Nomad(HubRig rig, long last) {
            this.rig = rig;
            this.last = last;
        }

        Nomad travel() {
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (offset < last) {
                assertTrue(System.nanoTime() < end, () -> "still at " + offset + " of " + last);
                FakeClient client = rig.numberedClient();
                rig.join("news", client, epoch == null ? null : new Position(epoch, offset));
                int some = ThreadLocalRandom.current().nextInt(1, 40);
                long from = offset;
                Awaitility.await()
                        .pollInterval(Duration.ofNanos(50_000))
                        .pollDelay(Duration.ZERO)
                        .until(() -> client.texts().size() >= some
                                || from + client.texts().size() >= last
                                || hasAll(client));
                client.drop();
                client.texts().forEach(this::take); // what comes later comes to a client that is gone
                times++;
            }
            return this;
        }

        private boolean hasAll(FakeClient client) {
            List<String> texts = client.texts();
            if (texts.isEmpty()) {
                return false;
            }
            String[] words = texts.get(texts.size() - 1).split(" ");
            return texts.size() > 1 ? words[0].startsWith(last + ":") : words[2].equals(String.valueOf(last));
        }

        private void take(String text) {
            String[] words = text.split(" ");
            if (words.length == 1) {
                follow(text);
                return;
            }
            boolean whole = Boolean.parseBoolean(words[0]);
            if (epoch == null) {
                offset = Long.parseLong(words[2]);
                epoch = words[1];
                return;
            }
            assertTrue(whole, text);
            assertEquals(epoch, words[1]);
            for (int i = 3; i < words.length; i++) {
                follow(words[i]);
                recovered++;
            }
            assertEquals(offset, Long.parseLong(words[2]), "all up to the newest one");
        }

        private void follow(String numbered) {
            long next = Long.parseLong(numbered.substring(0, numbered.indexOf(':')));
            assertEquals(offset + 1, next, "the next one, once");
            offset = next;
        }
    }

    @RepeatedTest(2)
    @DisplayName(
            "4 threads publish, 6 clients drop and come back: each has every publication exactly once and in order")
    void concurrently() throws Exception {
        try (HubRig rig = HubRig.keeping(new Shards(2, Thread::new), PUBLISHERS * PUBLICATIONS, Duration.ofHours(1))) {
            long last = PUBLISHERS * PUBLICATIONS;
            ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS + CLIENTS);
            List<Future<Nomad>> nomads = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Callable<Nomad> journey = () -> new Nomad(rig, last).travel();
                nomads.add(threads.submit(journey));
            }
            for (int p = 0; p < PUBLISHERS; p++) {
                int publisher = p;
                threads.execute(() -> publish(rig, publisher));
            }
            threads.shutdown();
            int times = 0;
            int recovered = 0;
            for (Future<Nomad> nomad : nomads) {
                Nomad arrived = nomad.get();
                assertEquals(last, arrived.offset);
                times += arrived.times;
                recovered += arrived.recovered;
            }
            assertTrue(times > 200, "only " + times + " journeys");
            assertTrue(recovered > 1000, "only " + recovered + " recovered");
        }
    }

    private static void publish(HubRig rig, int publisher) {
        for (int i = 0; i < PUBLICATIONS; i++) {
            rig.channel("news").publish(publisher + "/" + i);
            if (i % 16 == 0) {
                Thread.yield();
            }
        }
    }
}
