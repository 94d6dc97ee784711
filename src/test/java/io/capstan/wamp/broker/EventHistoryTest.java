package io.capstan.wamp.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.capstan.WampException;
import io.capstan.channel.MemoryHub;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.Shards;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code wamp.subscription.get_events}. */
class EventHistoryTest {
    private final BrokerRig rig = new BrokerRig(
            Shards.inline(),
            BrokerOptions.DEFAULTS,
            name -> MemoryHub.rule(name.startsWith("log") ? 10 : 0, 1 << 20, 0));
    private final MetaCalls meta = new MetaCalls(rig);
    private final WebSocketSession ann = rig.client("ann", "user");
    private final WebSocketSession bob = rig.client("bob", "user");
    private final Map<String, Long> ids = new LinkedHashMap<>();
    private final long exact = ann.subscribe("log.a");
    private final long prefix = ann.subscribe("log.", "match", "prefix");
    private final long wildcard = ann.subscribe("log.", "match", "wildcard");

    /** Publishes a second after what came before. */
    private void publish(String topic, String value, Object... options) {
        rig.clock.addAndGet(1000);
        rig.publish(bob, topic, BrokerRig.options(options).with("acknowledge", true), Arguments.of(value));
        List<WampMessage.Published> answers = bob.answers(WampMessage.Published.class);
        ids.put(value, answers.get(answers.size() - 1).publication());
    }

    @BeforeEach
    void publish() {
        publish("log.a", "a1");
        publish("log.b", "b1");
        publish("log.a", "a2");
        rig.clock.addAndGet(1000);
        rig.channel("log.b").publish("b2");
        publish("log.a", "a3");
        publish("other", "not kept");
    }

    private String events(TestSession caller, long subscription, Object... conditions) {
        return meta
                .call(caller, "wamp.subscription.get_events", BrokerRig.options(conditions), subscription)
                .positional()
                .stream()
                .map(event -> (String) ((List<?>) ((Map<?, ?>) event).get("args")).get(0))
                .collect(Collectors.joining(" "));
    }

    private String time(int second) {
        return Instant.ofEpochMilli(1_700_000_000_000L + second * 1000L).toString();
    }

    @Test
    @DisplayName("a subscription has the events that it would have brought, those before it as well")
    void subscriptions() {
        assertEquals("a1 a2 a3", events(ann, exact));
        assertEquals("a1 b1 a2 b2 a3", events(ann, prefix));
        assertEquals("a1 b1 a2 b2 a3", events(ann, wildcard));
        assertEquals("", events(ann, ann.subscribe("other")));
        assertEquals(
                List.of(),
                meta.call(ann, "wamp.subscription.get_events", Dict.EMPTY, ann.subscribe("log.none"))
                        .positional());
    }

    @Test
    @DisplayName("an event comes with all that the subscriber has seen, and its time")
    void event() {
        Map<?, ?> event = (Map<?, ?>) meta.call(ann, "wamp.subscription.get_events", Dict.of("limit", 1L), prefix)
                .positional()
                .get(0);
        assertEquals("2023-11-14T22:13:21.000Z", event.get("timestamp"));
        assertEquals(prefix, event.get("subscription"));
        assertEquals(ids.get("a1"), event.get("publication"));
        assertEquals(Map.of("topic", "log.a"), event.get("details"));
        assertEquals(List.of("a1"), event.get("args"));
        assertEquals(Map.of(), event.get("kwargs"));
        WampMessage.Event seen = ann.events().stream()
                .filter(each -> each.subscription() == prefix
                        && each.arguments().positional().get(0).equals("b2"))
                .findFirst()
                .orElseThrow();
        Map<?, ?> kept = (Map<?, ?>) meta.call(ann, "wamp.subscription.get_events", Dict.EMPTY, prefix)
                .positional()
                .get(3);
        assertEquals(seen.publication(), kept.get("publication"), "an id that was given later would be another one");
    }

    @Test
    @DisplayName("all conditions hold together, and each of them alone")
    void conditions() {
        assertEquals("a3 b2 a2 b1 a1", events(ann, prefix, "reverse", true));
        assertEquals("a1 b1", events(ann, prefix, "limit", 2L));
        assertEquals("a3 b2", events(ann, prefix, "limit", 2L, "reverse", true));
        assertEquals("b1 b2", events(ann, prefix, "topic", "log.b"));
        assertEquals("a2 b2 a3", events(ann, prefix, "from_time", time(3)));
        assertEquals("b2 a3", events(ann, prefix, "after_time", time(3)));
        assertEquals("a1 b1", events(ann, prefix, "before_time", time(3)));
        assertEquals("a1 b1 a2", events(ann, prefix, "until_time", time(3)));
        assertEquals("b1", events(ann, prefix, "after_time", time(1), "before_time", "2023-11-14T23:13:23+01:00"));
        assertEquals("a2 b2 a3", events(ann, prefix, "from_publication", ids.get("a2")));
        assertEquals("b2 a3", events(ann, prefix, "after_publication", ids.get("a2")));
        assertEquals("a1 b1", events(ann, prefix, "before_publication", ids.get("a2")));
        assertEquals("a1 b1 a2", events(ann, prefix, "until_publication", ids.get("a2")));
        assertEquals(
                "b1", events(ann, prefix, "after_publication", ids.get("a1"), "before_publication", ids.get("a2")));
        assertEquals("", events(ann, prefix, "after_publication", ids.get("a3")));
        assertEquals("", events(ann, prefix, "after_publication", 1L), "nothing is known to have come behind it");
        assertEquals("", events(ann, prefix, "from_publication", ids.get("a3"), "until_publication", ids.get("a1")));
    }

    @Test
    @DisplayName("whoever pages through them learns when there are no more")
    void pages() {
        Arguments first = meta.call(ann, "wamp.subscription.get_events", Dict.of("limit", 3L), prefix);
        assertEquals(Map.of("is_limit_reached", true), first.named());
        Arguments second = meta.call(
                ann,
                "wamp.subscription.get_events",
                BrokerRig.options("limit", 3L, "after_publication", ids.get("a2")),
                prefix);
        assertEquals(2, second.positional().size());
        assertEquals(Map.of("is_limit_reached", false), second.named());
    }

    @Test
    @DisplayName("lists of names and roles hold later as well; what is for sessions by their ids is not kept")
    void filters() {
        publish("log.a", "users", "eligible_authrole", List.of("user"));
        publish("log.a", "not ann", "exclude_authid", List.of("ann"));
        publish("log.a", "session", "eligible", List.of(ann.id()));
        publish("log.a", "no session", "exclude", List.of(99L));
        publish("log.a", "last");
        assertEquals("a1 a2 a3 users last", events(ann, exact));
        WebSocketSession cid = rig.client("cid", "admin");
        cid.subscribe("log.a");
        assertEquals("a1 a2 a3 not ann last", events(cid, exact));
        assertEquals(
                List.of("a1", "a2", "a3", "no session", "last"),
                rig.channel("log.a").history(10).stream()
                        .map(publication -> publication.message().toString().replaceAll(".*text=([^,\\]]*).*", "$1"))
                        .toList(),
                "the channel itself shows what was for all connections but some");
    }

    @Test
    @DisplayName("who has not subscribed has to be allowed to, and wrong conditions are invalid arguments")
    void refused() {
        meta.forbid("log.a");
        assertEquals("a1 a2 a3", events(ann, exact), "it has subscribed");
        WampException forbidden = assertThrows(WampException.class, () -> events(bob, exact));
        assertEquals("wamp.error.not_authorized", forbidden.uri());
        assertEquals("a1 b1 a2 b2 a3", events(bob, prefix), "it might subscribe");
        for (Dict wrong : List.of(
                Dict.of("limit", 0L),
                Dict.of("limit", "x"),
                Dict.of("reverse", 1L),
                Dict.of("from_time", "yesterday"),
                Dict.of("topic", 1L),
                Dict.of("after_publication", "x"))) {
            WampException refused = assertThrows(
                    WampException.class, () -> meta.call(ann, "wamp.subscription.get_events", wrong, exact));
            assertEquals(WampException.INVALID_ARGUMENT, refused.uri());
        }
        WampException unknown = assertThrows(WampException.class, () -> events(ann, 99));
        assertEquals("wamp.error.no_such_subscription", unknown.uri());
    }

    @Test
    @DisplayName("a history is bounded, in number and in time")
    void bounded() {
        for (int i = 0; i < 20; i++) {
            publish("log.b", "x" + i, "eligible_authrole", i % 2 == 0 ? List.of("user") : List.of("user", "admin"));
        }
        assertEquals("x10 x11 x12 x13 x14 x15 x16 x17 x18 x19", events(ann, prefix, "topic", "log.b"));
        rig.clock.addAndGet(3_600_000);
        assertEquals("", events(ann, prefix));
    }
}
