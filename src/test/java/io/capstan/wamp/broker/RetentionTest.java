package io.capstan.wamp.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.channel.MemoryHub;
import io.capstan.wamp.Uris;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Events that are there for those who subscribe later. */
class RetentionTest {
    private final BrokerRig rig = new BrokerRig();
    private final WebSocketSession bob = rig.client("bob", "user");

    private static void retain(BrokerRig rig, TestSession publisher, String topic, Object value, Object... more) {
        Dict options = BrokerRig.options(more).with("retain", true);
        rig.publish(publisher, topic, options, Arguments.of(value));
    }

    private void retain(String topic, Object value, Object... more) {
        retain(rig, bob, topic, value, more);
    }

    private List<Object> retained(String authid, String authrole, String topic, String match) {
        TestSession session = rig.client(authid, authrole);
        long subscription = session.subscribe(topic, "match", match, "get_retained", true);
        assertTrue(session.received().get(0) instanceof WampMessage.Subscribed, "before its first event");
        for (WampMessage.Event event : session.events()) {
            assertEquals(subscription, event.subscription());
            assertEquals(true, event.details().members().get("retained"));
            assertEquals(!match.equals("exact"), event.details().has("topic"));
        }
        return session.values();
    }

    @Test
    @DisplayName("whoever asks gets the last event that was to be retained, and no other one")
    void last() {
        retain("t", "old");
        retain("t", "new");
        bob.publish("t", "not retained");
        assertEquals(List.of("new"), retained("ann", "user", "t", "exact"));
        assertEquals(List.of(), retained("ann", "user", "u", "exact"));
        TestSession silent = rig.client();
        silent.subscribe("t");
        assertEquals(List.of(), silent.values(), "it has not asked");
        assertEquals(List.of("new"), retained("bob", "user", "t", "exact"), "the publisher as well, when it asks");
    }

    @Test
    @DisplayName("a pattern gets the last one of each topic that matches")
    void patterns() {
        for (String topic : List.of("a.b.c", "a.x.c", "a.b", "b.b.c")) {
            retain(topic, topic);
        }
        assertEquals(Set.of("a.b.c", "a.b"), Set.copyOf(retained("ann", "user", "a.b", "prefix")));
        assertEquals(Set.of("a.b.c", "a.x.c"), Set.copyOf(retained("ann", "user", "a..c", "wildcard")));
        assertEquals(4, retained("ann", "user", "", "prefix").size());
    }

    @Test
    @DisplayName("each gets the last one that it would have got")
    void eligible() {
        retain("t", "all");
        retain("t", "admins", "eligible_authrole", List.of("admin"));
        retain("t", "not ann", "exclude_authid", List.of("ann"));
        assertEquals(List.of("all"), retained("ann", "user", "t", "exact"));
        assertEquals(List.of("admins"), retained("ann", "admin", "t", "exact"));
        assertEquals(List.of("not ann"), retained("cid", "user", "t", "exact"));
        retain("t", "all again");
        assertEquals(List.of("all again"), retained("cid", "user", "t", "exact"));
        for (int i = 0; i < 100; i++) {
            retain("t", "session " + i, "eligible", List.of(99L));
        }
        assertEquals(List.of("all again"), retained("cid", "user", "t", "exact"), "what is for all stays");
    }

    @Test
    @DisplayName("what was published least recently is given up when there is too much")
    void bounded() {
        BrokerOptions few = new BrokerOptions(Uris.Check.LOOSE, false, 100, 3, 10_000);
        try (BrokerRig small = new BrokerRig(Shards.inline(), few, name -> MemoryHub.rule(0, 1 << 20, 0))) {
            TestSession publisher = small.client();
            for (String topic : List.of("a", "b", "c", "a", "d")) {
                retain(small, publisher, topic, topic);
            }
            assertEquals(Set.of("a", "c", "d"), Set.copyOf(all(small)));
            retain(small, publisher, "large", "x".repeat(9_000));
            assertEquals(List.of("x".repeat(9_000)), all(small), "as many bytes as there may be");
            retain(small, publisher, "too.large", "x".repeat(10_000));
            assertEquals(1, all(small).size(), "what fits stays, and what never would is not retained");
            retain(small, publisher, "a", "a");
            assertEquals(List.of("a"), all(small));
        }
    }

    private static List<Object> all(BrokerRig rig) {
        TestSession session = rig.client();
        session.subscribe("", "match", "prefix", "get_retained", true);
        return session.values();
    }

    @RepeatedTest(2)
    @DisplayName("between what was retained and what comes live nothing is missing, and nothing comes twice")
    void seam() throws InterruptedException {
        int publications = 1500;
        try (BrokerRig live = new BrokerRig(new Shards(2, Thread::new))) {
            TestSession publisher = live.client();
            retain(live, publisher, "t.x", 0L);
            Thread thread = new Thread(() -> {
                for (long i = 1; i <= publications; i++) {
                    retain(live, publisher, "t.x", i);
                }
            });
            thread.start();
            List<TestSession> sessions = new ArrayList<>();
            while (sessions.size() < 30) {
                TestSession session = live.client();
                String match = List.of("exact", "prefix", "wildcard").get(sessions.size() % 3);
                long request = live.nextRequest();
                subscribe(live, session, request, match);
                sessions.add(session);
                Thread.yield();
            }
            thread.join();
            for (TestSession session : sessions) {
                Awaitility.await().until(() -> session.values().contains((long) publications));
                List<Object> values = session.values();
                for (int i = 1; i < values.size(); i++) {
                    assertEquals((Long) values.get(i - 1) + 1, values.get(i));
                }
            }
        }
    }

    private static void subscribe(BrokerRig rig, TestSession session, long request, String match) {
        try {
            rig.broker.subscribe(
                    session,
                    new WampMessage.Subscribe(request, BrokerRig.options("match", match, "get_retained", true), "t.x"));
        } catch (ProtocolViolation e) {
            throw new AssertionError(e);
        }
    }
}
