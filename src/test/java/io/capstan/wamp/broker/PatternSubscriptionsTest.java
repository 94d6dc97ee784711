package io.capstan.wamp.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.capstan.wamp.Grant;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Subscriptions by the beginning of a topic, and by its components. */
class PatternSubscriptionsTest {
    private final BrokerRig rig = new BrokerRig();
    private final WebSocketSession ann = rig.client();
    private final WebSocketSession bob = rig.client();
    private final LocalSession eve = rig.local("eve", "user");

    private void subscribe(WampMessage.Subscribe request) throws ProtocolViolation {
        rig.broker.subscribe(ann, request);
    }

    @Test
    @DisplayName("a prefix is one of characters, and an event says which topic it is about")
    void prefix() {
        for (TestSession session : List.of(ann, eve)) {
            session.subscribe("shop.ord", "match", "prefix");
            bob.publish("shop.orders", "1");
            bob.publish("shop.order.new", "2");
            bob.publish("shop.ord", "3");
            bob.publish("shop.or", "no");
            bob.publish("shop", "no");
            assertEquals(List.of("1", "2", "3"), session.values());
            assertEquals(
                    "shop.orders", session.events().get(0).details().members().get("topic"));
            rig.broker.leave(session);
        }
    }

    @Test
    @DisplayName("an empty prefix stands for everything but what is said by the router, or in its name")
    void everything() {
        ann.subscribe("", "match", "prefix");
        bob.publish("a", "1");
        rig.channel("b.c").publish("2");
        rig.channel("wamp.session.on_leave").publish("forged");
        rig.broker.announce("wamp.session.on_leave", Arguments.of("for those who ask for it"));
        assertEquals(List.of("1", "2"), ann.values());
        bob.subscribe("wamp.session", "match", "prefix");
        eve.subscribe("wamp..on_leave", "match", "wildcard");
        rig.channel("wamp.session.on_leave").publish("forged");
        rig.broker.announce("wamp.session.on_leave", Arguments.of("3"));
        assertEquals(List.of("3"), bob.values());
        assertEquals(List.of("3"), eve.values());
        assertEquals(2, ann.values().size());
    }

    @Test
    @DisplayName("an empty component of a wildcard stands for any one component")
    void wildcard() {
        ann.subscribe("shop..price", "match", "wildcard");
        eve.subscribe("..", "match", "wildcard");
        bob.publish("shop.tea.price", "1");
        bob.publish("shop.tea.green.price", "no");
        bob.publish("shop.price", "no");
        bob.publish("shop.tea.stock", "2");
        assertEquals(List.of("1"), ann.values());
        assertEquals(List.of("1", "2"), eve.values());
    }

    @Test
    @DisplayName("an event that matches several subscriptions comes once by each, with one publication id")
    void several() {
        Set<Long> subscriptions = Set.of(
                ann.subscribe("shop.tea"),
                ann.subscribe("shop", "match", "prefix"),
                ann.subscribe("shop.", "match", "wildcard"));
        assertEquals(3, subscriptions.size());
        bob.publish("shop.tea", "x");
        assertEquals(3, ann.events().size());
        assertEquals(
                subscriptions,
                ann.events().stream().map(WampMessage.Event::subscription).collect(Collectors.toSet()));
        assertEquals(
                1,
                ann.events().stream()
                        .map(WampMessage.Event::publication)
                        .distinct()
                        .count());
    }

    @Test
    @DisplayName("what an application publishes has one publication id for all who get it")
    void foreign() {
        ann.subscribe("shop.tea");
        bob.subscribe("shop", "match", "prefix");
        eve.subscribe("shop.tea");
        rig.channel("shop.tea").publish("x");
        rig.channel("shop.tea").publish("y");
        assertEquals(List.of("x", "y"), bob.values());
        List<Long> ids =
                ann.events().stream().map(WampMessage.Event::publication).toList();
        assertNotEquals(ids.get(0), ids.get(1));
        assertEquals(
                ids, bob.events().stream().map(WampMessage.Event::publication).toList());
        assertEquals(
                ids, eve.events().stream().map(WampMessage.Event::publication).toList());
    }

    @Test
    @DisplayName("the same URI by another policy is another subscription")
    void policies() {
        long exact = ann.subscribe("a.b");
        long prefix = ann.subscribe("a.b", "match", "prefix");
        long wildcard = ann.subscribe("a.b", "match", "wildcard");
        assertEquals(3, Set.of(exact, prefix, wildcard).size());
        assertEquals(prefix, bob.subscribe("a.b", "match", "prefix"));
        ann.unsubscribe(prefix);
        rig.channel("a.b").publish("x");
        assertEquals(2, ann.events().size());
        assertEquals(List.of("x"), bob.values());
    }

    @Test
    @DisplayName("whom an application leaves out is left out of patterns too")
    void except() {
        ann.subscribe("a", "match", "prefix");
        bob.subscribe("a", "match", "prefix");
        rig.channel("ab").except(ann.client.connection()).publish("x");
        rig.channel("ab").only(ann.client.connection()).publish("only who has joined it");
        assertEquals(List.of(), ann.values());
        assertEquals(List.of("x"), bob.values());
    }

    @Test
    @DisplayName("what is no pattern of its policy is refused, and so is a policy that there is not")
    void refused() throws ProtocolViolation {
        subscribe(new WampMessage.Subscribe(1, Dict.of("match", "regex"), "a.*"));
        assertEquals("wamp.error.option_not_allowed", ann.error());
        subscribe(new WampMessage.Subscribe(2, Dict.of("match", "wildcard"), "a b."));
        assertEquals("wamp.error.invalid_uri", ann.error());
        subscribe(new WampMessage.Subscribe(3, Dict.of("match", "prefix"), "a..b"));
        assertEquals("wamp.error.invalid_uri", ann.error());
        subscribe(new WampMessage.Subscribe(4, Dict.EMPTY, "a..b"));
        assertEquals("wamp.error.invalid_uri", ann.error());
        assertEquals(4, ann.received().size());
        assertThrows(
                ProtocolViolation.class, () -> subscribe(new WampMessage.Subscribe(5, Dict.of("match", 7L), "a.b")));
        assertThrows(
                ProtocolViolation.class,
                () -> rig.broker.publish(
                        ann,
                        new WampMessage.Publish(6, Dict.of("acknowledge", "yes"), "a", Arguments.NONE),
                        Grant.PLAIN));
    }
}
