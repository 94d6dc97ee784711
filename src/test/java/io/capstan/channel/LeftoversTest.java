package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Channels are there only while somebody uses them. */
class LeftoversTest {
    private static final long MEGABYTE = 1 << 20;

    private static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    @DisplayName("PAR-210 a million publications to random names leave nothing behind")
    void randomNames() {
        HubRig rig = new HubRig();
        rig.channel("warm").publish("up");
        long before = liveBytes();
        for (int i = 0; i < 1_000_000; i++) {
            rig.channel("random." + Integer.toHexString(i * 0x9E3779B1)).publishNow("nobody hears this");
        }
        assertEquals(List.of(), rig.names());
        long more = liveBytes() - before;
        assertTrue(more < 4 * MEGABYTE, more + " bytes stayed");
    }

    @Test
    @DisplayName("a million publications to random names that have a history keep no more than what is configured")
    void boundedHistory() {
        ChannelRule rule = new ChannelRule(100, Duration.ofHours(1), 1 << 20, false);
        Bounds bounds = new Bounds(500, 100_000, 10_000);
        HubRig rig = new HubRig(Shards.inline(), "run", ChannelEvents.NONE, bounds, name -> rule);
        long before = liveBytes();
        for (int i = 0; i < 1_000_000; i++) {
            rig.channel("random." + i).publishNow("x");
        }
        assertEquals(100_000 / (1 + History.EACH), rig.names().size());
        long more = liveBytes() - before;
        assertTrue(more < 4 * MEGABYTE, more + " bytes stayed");
        assertTrue(rig.names().contains("random.999999"));
        assertEquals(rig.names().size(), rig.hub.topics().expiries().size());
        rig.pass(Duration.ofHours(1));
        rig.sweep();
        assertEquals(List.of(), rig.names());
        assertEquals(0, rig.hub.topics().idle().size());
        assertEquals(0, rig.hub.topics().expiries().size());
    }

    @RepeatedTest(3)
    @DisplayName("the last leaves, others join and publish, on 8 threads: nothing is lost, and no channel stays")
    void retiring() throws Exception {
        try (HubRig rig = new HubRig(new Shards(2, Thread::new))) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Callable<FakeClient>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int publisher = i;
                tasks.add(() -> comeAndGo(rig, publisher));
            }
            for (Future<FakeClient> client : threads.invokeAll(tasks)) {
                assertHeardItself(client.get());
            }
            threads.shutdown();
            assertEquals(List.of(), rig.names());
        }
    }

    private static final int ROUNDS = 5000;

    /** Joins, publishes, and leaves: its own publications it must hear, those of others as it happens. */
    private static FakeClient comeAndGo(HubRig rig, int publisher) {
        FakeClient client = rig.client();
        for (int round = 0; round < ROUNDS; round++) {
            String channel = "room" + round % 2;
            rig.channel(channel).join(client.connection());
            rig.channel(channel).publish(publisher + " " + round);
            rig.channel(channel).leave(client.connection());
        }
        client.connection().send("end");
        Awaitility.await().until(() -> client.texts().contains("end"));
        return client;
    }

    private static void assertHeardItself(FakeClient client) {
        Map<String, Integer> last = new HashMap<>();
        List<String> texts = client.texts();
        Map<String, Integer> heard = new HashMap<>();
        for (String text : texts.subList(0, texts.size() - 1)) {
            String[] parts = text.split(" ");
            int round = Integer.parseInt(parts[1]);
            assertTrue(last.getOrDefault(parts[0], -1) < round, "once and in order");
            last.put(parts[0], round);
            heard.merge(parts[0], 1, Integer::sum);
        }
        assertTrue(heard.containsValue(ROUNDS), "its own are all there: " + heard);
    }
}
