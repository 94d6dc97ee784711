package io.capstan.wamp.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WampException;
import io.capstan.channel.MemoryHub;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.Shards;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What clients may ask and are told about subscriptions, and how one is taken away. */
class SubscriptionProceduresTest {
    private final BrokerRig rig = new BrokerRig();
    private final MetaCalls meta = new MetaCalls(rig);
    private final WebSocketSession ann = rig.client();
    private final LocalSession bob = rig.local("bob", "user");
    private final LocalSession bean = rig.local("bean", "trusted");

    private Object ask(String procedure, Object... arguments) {
        return meta.ask(ann, "wamp.subscription." + procedure, arguments);
    }

    private String error(String procedure, Object... arguments) {
        return assertThrows(WampException.class, () -> ask(procedure, arguments))
                .uri();
    }

    @Test
    @DisplayName("subscriptions are listed, looked up, matched and described")
    void looking() {
        assertEquals(Map.of("exact", List.of(), "prefix", List.of(), "wildcard", List.of()), ask("list"));
        assertEquals(List.of(), ask("match", "a.b"));
        assertNull(ask("lookup", "a.b"));
        long exact = ann.subscribe("a.b");
        long prefix = bob.subscribe("a.", "match", "prefix");
        long wildcard = bob.subscribe("a.", "match", "wildcard");
        assertEquals(
                Map.of("exact", List.of(exact), "prefix", List.of(prefix), "wildcard", List.of(wildcard)), ask("list"));
        assertEquals(exact, ask("lookup", "a.b"));
        assertEquals(prefix, ask("lookup", "a.", Map.of("match", "prefix")));
        assertNull(ask("lookup", "a.b", Map.of("match", "prefix")));
        assertEquals(List.of(exact, prefix, wildcard), ask("match", "a.b"));
        assertEquals(List.of(prefix), ask("match", "a.b.c"));
        assertEquals(List.of(), ask("match", "b"));
        Map<?, ?> details = (Map<?, ?>) ask("get", prefix);
        assertEquals(Set.of("id", "created", "uri", "match"), details.keySet());
        assertEquals("a.", details.get("uri"));
        assertEquals("prefix", details.get("match"));
        assertTrue(Instant.parse((String) details.get("created"))
                .isBefore(Instant.now().plusSeconds(1)));
    }

    @Test
    @DisplayName("subscribers are listed and counted, but not those inside the router")
    void subscribers() {
        bean.internal = true;
        long subscription = bean.subscribe("a");
        assertEquals("wamp.error.no_such_subscription", error("get", subscription));
        assertEquals(List.of(), ask("match", "a"));
        ann.subscribe("a");
        bob.subscribe("a");
        assertEquals(Set.of(ann.id(), bob.id()), Set.copyOf((List<?>) ask("list_subscribers", subscription)));
        assertEquals(2L, ask("count_subscribers", subscription));
        rig.broker.leave(bob);
        assertEquals(List.of(ann.id()), ask("list_subscribers", subscription));
    }

    @Test
    @DisplayName("wrong arguments and unknown subscriptions have their errors")
    void errors() {
        assertEquals("wamp.error.no_such_subscription", error("get", 99L));
        assertEquals("wamp.error.no_such_subscription", error("count_subscribers", 99L));
        assertEquals("wamp.error.invalid_argument", error("get", "x"));
        assertEquals("wamp.error.invalid_argument", error("get"));
        assertEquals("wamp.error.invalid_argument", error("match"));
        assertEquals("wamp.error.invalid_argument", error("lookup", "a", Map.of("match", "regex")));
    }

    @Test
    @DisplayName("what becomes of a subscription is told in order, once, and not about those inside the router")
    void events() {
        LocalSession watcher = rig.local("watcher", "user");
        for (String event : List.of("on_create", "on_subscribe", "on_unsubscribe", "on_delete")) {
            watcher.subscribe("wamp.subscription." + event);
        }
        int before = watcher.events().size();
        bean.internal = true;
        bean.subscribe("a");
        long id = ann.subscribe("a");
        ann.subscribe("a");
        bob.subscribe("a");
        ann.unsubscribe(id);
        rig.broker.leave(bob);
        rig.broker.leave(bean);
        List<String> told = watcher.events().stream()
                .skip(before)
                .map(event -> topic(watcher, event) + " "
                        + event.arguments().positional().get(0) + " "
                        + id(event.arguments().positional().get(1)))
                .toList();
        assertEquals(
                List.of(
                        "on_create " + ann.id() + " " + id,
                        "on_subscribe " + ann.id() + " " + id,
                        "on_subscribe " + bob.id() + " " + id,
                        "on_unsubscribe " + ann.id() + " " + id,
                        "on_unsubscribe " + bob.id() + " " + id,
                        "on_delete " + bob.id() + " " + id),
                told);
    }

    private String topic(LocalSession watcher, WampMessage.Event event) {
        Map<?, ?> details = (Map<?, ?>) meta.ask(watcher, "wamp.subscription.get", event.subscription());
        return ((String) details.get("uri")).substring("wamp.subscription.".length());
    }

    private static Object id(Object told) {
        return told instanceof Map<?, ?> details ? details.get("id") : told;
    }

    @Test
    @DisplayName("what a rule finds too large to be told keeps nobody from subscribing")
    void tooLarge() {
        try (BrokerRig tight =
                new BrokerRig(Shards.inline(), BrokerOptions.DEFAULTS, name -> MemoryHub.rule(0, 10, 0))) {
            LocalSession watcher = tight.local("watcher", "user");
            watcher.subscribe("wamp.subscription.on_create");
            watcher.subscribe("wamp.subscription.on_subscribe");
            LocalSession session = tight.local("ann", "user");
            session.subscribe("a");
            tight.publish(session, "a", Dict.of("acknowledge", true), Arguments.of("more than ten"));
            assertEquals("wamp.error.payload_size_exceeded", session.error());
            assertEquals(
                    List.of(),
                    watcher.events().stream()
                            .filter(each -> each.arguments().bytes() > 10)
                            .toList());
        }
    }

    @Test
    @DisplayName("a subscription can be taken from a session, which is told and gets no event any more")
    void revocation() {
        long id = ann.subscribe("a");
        bob.subscribe("a");
        meta.call(bob, "wamp.subscription.remove_subscriber", Dict.of("reason", "shop.error.closed"), id, ann.id());
        assertEquals(
                List.of(new WampMessage.Unsubscribed(
                        0, BrokerRig.options("subscription", id, "reason", "shop.error.closed"))),
                ann.answers(WampMessage.Unsubscribed.class));
        rig.channel("a").publish("x");
        assertEquals(List.of(), ann.values());
        assertEquals(List.of("x"), bob.values());
        assertEquals("wamp.error.no_such_session", error("remove_subscriber", id, ann.id()), "it has that no longer");
        assertEquals("wamp.error.no_such_subscription", error("remove_subscriber", 99L, ann.id()));
        assertEquals("wamp.error.invalid_uri", error("remove_subscriber", id, bob.id(), "no uri"));
        assertEquals(id, ann.subscribe("a"), "it may come back");
    }
}
