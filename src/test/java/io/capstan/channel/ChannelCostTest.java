package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** What channels cost: the live heap of an idle subscription, and the look that is taken each second. */
class ChannelCostTest {
    private static final int CONNECTIONS = 10_000;
    private static final int BAR = 400;
    private static final int CHANNELS = 100_000;
    private static final long SWEEP_BAR_NANOS = Duration.ofMillis(100).toNanos();

    private static long liveBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Bytes for each subscription of 10,000 connections with one each, beside those of the connections. */
    private static long cost(IntFunction<String> channel) {
        HubRig rig = new HubRig(new Shards(1, Thread::new));
        FakeClient first = rig.client();
        rig.channel("warm").join(first.connection());
        List<FakeClient> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(rig.client());
        }
        long before = liveBytes();
        for (int i = 0; i < CONNECTIONS; i++) {
            rig.channel(channel.apply(i)).join(clients.get(i).connection());
        }
        rig.channel("warm").publish("done"); // behind all that the shard has to do
        Awaitility.await().until(() -> first.texts().contains("done"));
        long cost = (liveBytes() - before) / CONNECTIONS;
        assertEquals(
                CONNECTIONS,
                clients.stream().filter(client -> client.connection().isOpen()).count());
        rig.close();
        return cost;
    }

    @Test
    @DisplayName("an idle subscription takes at most 400 bytes beside its connection, however they are spread")
    void memory(TestReporter reporter) {
        cost(i -> "warm-up");
        long together = cost(i -> "all");
        long groups = cost(i -> "group-" + i % 100);
        long alone = cost(i -> "own-" + i);
        reporter.publishEntry(
                "bytes per subscription",
                "in one channel " + together + ", in 100 channels " + groups + ", each in its own " + alone);
        assertTrue(together <= BAR, together + " bytes in one channel");
        assertTrue(groups <= BAR, groups + " bytes in 100 channels");
        assertTrue(alone <= BAR, alone + " bytes in channels of their own");
    }

    @Test
    @DisplayName("the look at 100,000 channels that nothing has to be done for takes no time that counts")
    void sweep(TestReporter reporter) {
        HubRig plain = new HubRig();
        Bounds bounds = new Bounds(CHANNELS, 1 << 30, 1 << 20);
        ChannelRule rule = new ChannelRule(10, Duration.ofHours(1), 1000, false);
        HubRig keeping = new HubRig(Shards.inline(), "run", ChannelEvents.NONE, bounds, name -> rule);
        FakeClient client = plain.client();
        for (int i = 0; i < CHANNELS; i++) {
            plain.channel("plain" + i).join(client.connection());
            keeping.channel("kept" + i).publish("x");
        }
        assertEquals(CHANNELS, plain.names().size());
        assertEquals(CHANNELS, keeping.names().size());
        long joined = median(plain);
        long kept = median(keeping);
        reporter.publishEntry(
                "microseconds for 100,000 channels", "joined " + joined / 1000 + ", with a history " + kept / 1000);
        assertTrue(joined < SWEEP_BAR_NANOS, joined + " ns");
        assertTrue(kept < SWEEP_BAR_NANOS, kept + " ns");
        assertEquals(CHANNELS, keeping.names().size());
    }

    private static long median(HubRig rig) {
        long[] nanos = new long[31];
        for (int i = 0; i < nanos.length; i++) {
            long begin = System.nanoTime();
            rig.sweep();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }
}
