package io.capstan.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who sees what in which order. */
class OrderTest {
    private static final int PUBLISHERS = 8;
    private static final int CHANNELS = 3;
    private static final int EACH = 3000;

    @RepeatedTest(3)
    @DisplayName(
            "8 publishers, 3 channels, 2 dialects, 3 shards: a channel has one order for all, each publisher its own")
    void concurrently() throws InterruptedException {
        try (HubRig rig = new HubRig(new Shards(3, Thread::new))) {
            List<FakeClient> clients = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                FakeClient client = i % 2 == 0 ? rig.client() : rig.numberedClient();
                for (int channel = 0; channel < CHANNELS; channel++) {
                    rig.channel("c" + channel).join(client.connection());
                }
                clients.add(client);
            }
            publish(rig);
            for (FakeClient client : clients) {
                Awaitility.await().until(() -> client.texts().size() == PUBLISHERS * EACH);
            }
            Map<String, List<String>> order = byChannel(clients.get(0));
            for (FakeClient client : clients) {
                assertEquals(order, byChannel(client), "one order for all");
                assertEachInItsOwnOrder(client);
                assertEquals(0, client.overlaps());
            }
            assertNumbered(clients.get(1));
        }
    }

    private static void publish(HubRig rig) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
        for (int p = 0; p < PUBLISHERS; p++) {
            int publisher = p;
            threads.execute(() -> {
                for (int i = 0; i < EACH; i++) {
                    String channel = "c" + (publisher + i) % CHANNELS;
                    rig.channel(channel).publish(channel + " " + publisher + " " + i);
                }
            });
        }
        threads.shutdown();
        assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
    }

    private static String plain(String text) {
        return text.substring(text.indexOf(':') + 1);
    }

    private static Map<String, List<String>> byChannel(FakeClient client) {
        Map<String, List<String>> all = new HashMap<>();
        for (String text : client.texts()) {
            String plain = plain(text);
            all.computeIfAbsent(plain.substring(0, 2), any -> new ArrayList<>()).add(plain);
        }
        return all;
    }

    private static void assertEachInItsOwnOrder(FakeClient client) {
        int[] next = new int[PUBLISHERS];
        for (String text : client.texts()) {
            String[] parts = plain(text).split(" ");
            assertEquals(next[Integer.parseInt(parts[1])]++, Integer.parseInt(parts[2]), "across channels");
        }
    }

    private static void assertNumbered(FakeClient client) {
        Map<String, Long> last = new HashMap<>();
        for (String text : client.texts()) {
            long offset = Long.parseLong(text.substring(0, text.indexOf(':')));
            assertEquals(last.merge(plain(text).substring(0, 2), 1L, Long::sum), offset);
        }
    }

    @Test
    @DisplayName("PAR-252 what is published and what is sent to one or all reach a client in the order of the sender")
    void mixed() {
        try (HubRig rig = new HubRig(new Shards(2, Thread::new))) {
            FakeClient client = rig.client();
            rig.channel("gate").join(client.connection());
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                String text = String.valueOf(i);
                sent.add(text);
                switch (i % 4) {
                    case 0 -> rig.channel("gate").publish(text);
                    case 1 -> rig.channel("gate").broadcast(HubRig.text(text));
                    case 2 -> rig.channel("gate").send(HubRig.text(text), client.id());
                    default -> client.connection().send(text);
                }
            }
            Awaitility.await().untilAsserted(() -> assertEquals(sent, client.texts()));
        }
    }
}
