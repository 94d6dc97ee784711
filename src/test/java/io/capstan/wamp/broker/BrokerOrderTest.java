package io.capstan.wamp.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who sees what in which order, while many publish, come and go. */
class BrokerOrderTest {
    private static final int PUBLISHERS = 4;
    private static final int TOPICS = 3;
    private static final int EACH = 600;

    private static ExecutorService publish(BrokerRig rig, boolean foreigners) {
        ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
        for (int p = 0; p < PUBLISHERS; p++) {
            int publisher = p;
            WebSocketSession session = rig.client();
            threads.execute(() -> {
                for (int i = 0; i < EACH; i++) {
                    String topic = "t." + (publisher + i) % TOPICS;
                    String value = publisher + " " + i;
                    if (foreigners && publisher % 2 == 0) {
                        rig.channel(topic).publish(value);
                    } else {
                        session.publish(topic, value);
                    }
                }
            });
        }
        threads.shutdown();
        return threads;
    }

    @RepeatedTest(3)
    @DisplayName("what a publisher publishes to several topics comes in its order, by one pattern and by each topic")
    void publishers() throws InterruptedException {
        try (BrokerRig rig = new BrokerRig(new Shards(3, Thread::new))) {
            List<TestSession> sessions = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                TestSession session = i == 0 ? rig.local("local", "user") : rig.client();
                if (i % 3 == 0) {
                    session.subscribeUnseen("t.", "prefix");
                } else if (i % 3 == 1) {
                    session.subscribeUnseen("t.", "wildcard");
                } else {
                    for (int topic = 0; topic < TOPICS; topic++) {
                        session.subscribeUnseen("t." + topic, "exact");
                    }
                }
                sessions.add(session);
            }
            assertTrue(publish(rig, true).awaitTermination(60, TimeUnit.SECONDS));
            for (TestSession session : sessions) {
                Awaitility.await().until(() -> session.events().size() == PUBLISHERS * EACH);
                int[] next = new int[PUBLISHERS];
                for (Object value : session.values()) {
                    String[] words = value.toString().split(" ");
                    assertEquals(next[Integer.parseInt(words[0])]++, Integer.parseInt(words[1]));
                }
            }
            Map<Object, List<Object>> order = byTopic(sessions.get(0));
            assertEquals(order, byTopic(sessions.get(1)), "a topic has one order for all");
            assertEquals(order, byTopic(sessions.get(3)));
        }
    }

    private static Map<Object, List<Object>> byTopic(TestSession session) {
        Map<Object, List<Object>> byTopic = new HashMap<>();
        for (WampMessage.Event event : session.events()) {
            byTopic.computeIfAbsent(event.details().members().get("topic"), any -> new ArrayList<>())
                    .add(event.arguments().positional().get(0));
        }
        return byTopic;
    }

    @RepeatedTest(2)
    @DisplayName("no event comes before SUBSCRIBED or behind UNSUBSCRIBED, while four threads publish")
    void comingAndGoing() throws Exception {
        try (BrokerRig rig = new BrokerRig(new Shards(2, Thread::new))) {
            AtomicBoolean over = new AtomicBoolean();
            ExecutorService nomads = Executors.newFixedThreadPool(3);
            List<Future<Integer>> seen = new ArrayList<>();
            for (String match : List.of("exact", "prefix", "wildcard")) {
                seen.add(nomads.submit(() -> travel(rig, match, over)));
            }
            assertTrue(publish(rig, false).awaitTermination(60, TimeUnit.SECONDS));
            over.set(true);
            nomads.shutdown();
            for (Future<Integer> each : seen) {
                assertTrue(each.get() > 0, "some journeys have met events");
            }
        }
    }

    /** Subscribes and unsubscribes again and again; returns how many events have come. */
    private static int travel(BrokerRig rig, String match, AtomicBoolean over) {
        int events = 0;
        for (int journey = 0; journey < 5 || !over.get() && journey < 500; journey++) {
            TestSession session = ThreadLocalRandom.current().nextBoolean() ? rig.client() : rig.local("a", "b");
            session.subscribeUnseen(match.equals("wildcard") ? "t." : "t.1", match);
            Awaitility.await()
                    .until(() -> !session.answers(WampMessage.Subscribed.class).isEmpty()
                            && (over.get() || !session.events().isEmpty()));
            long id = session.answers(WampMessage.Subscribed.class).get(0).subscription();
            session.unsubscribe(id);
            Awaitility.await().until(() -> !session.answers(WampMessage.Unsubscribed.class)
                    .isEmpty());
            List<WampMessage> received = session.received();
            assertTrue(received.get(0) instanceof WampMessage.Subscribed, received.toString());
            assertTrue(received.get(received.size() - 1) instanceof WampMessage.Unsubscribed, received.toString());
            events += received.size() - 2;
        }
        return events;
    }

    @Test
    @DisplayName("a subscriber that stops reading is closed with a reason, and nobody else misses anything")
    void slow() {
        Shards shards = new Shards(2, Thread::new);
        try (BrokerRig rig = new BrokerRig(shards)) {
            FakeClient stalled = FakeClient.open(shards, 100, 1 << 20);
            WebSocketSession slow = rig.client(stalled, "slow", "user");
            slow.subscribeUnseen("t.0", "exact");
            slow.subscribeUnseen("t.", "prefix");
            stalled.stalled();
            WebSocketSession quick = rig.client();
            quick.subscribeUnseen("t.0", "exact");
            WebSocketSession publisher = rig.client();
            for (int i = 0; i < 1000; i++) {
                publisher.publish("t.0", "x" + i);
            }
            Awaitility.await().until(() -> quick.events().size() == 1000);
            Awaitility.await().until(() -> !stalled.connection().isOpen());
            assertEquals(
                    "Outbox full",
                    stalled.connection().closeInfo().orElseThrow().reason());
            assertFalse(quick.client.connection().closeInfo().isPresent());
        }
    }

    @Test
    @DisplayName("PAR-211 a session that is over leaves its own subscriptions, without a look at those of others")
    void leaving() {
        try (BrokerRig rig = new BrokerRig()) {
            for (int i = 0; i < 20_000; i++) {
                rig.local("other" + i, "user").subscribeUnseen("topic" + i, "exact");
            }
            WebSocketSession ann = rig.client();
            ann.subscribeUnseen("topic7", "exact");
            ann.subscribeUnseen("topic", "prefix");
            long begin = System.nanoTime();
            rig.broker.leave(ann);
            long nanos = System.nanoTime() - begin;
            assertEquals(0, rig.channel("topic7").size());
            assertTrue(nanos < TimeUnit.MILLISECONDS.toNanos(200), nanos + " ns");
        }
    }

    @Test
    @DisplayName("PAR-210 a million publications to random topics leave nothing behind")
    void randomTopics() {
        try (BrokerRig rig = new BrokerRig()) {
            WebSocketSession publisher = rig.client();
            WebSocketSession watcher = rig.client();
            watcher.subscribe("wanted.", "match", "prefix");
            for (int i = 0; i < 1_000_000; i++) {
                publisher.publish("t" + i, "x");
            }
            assertEquals(List.of(), rig.hub.channels().names().toList());
            assertEquals(List.of(), watcher.events());
        }
    }
}
