package io.capstan.wamp.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wire.FakeClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SUBSCRIBE, PUBLISH, EVENT and UNSUBSCRIBE of single topics. */
class ExactSubscriptionsTest {
    private final BrokerRig rig = new BrokerRig();
    private final WebSocketSession ann = rig.client();
    private final WebSocketSession bob = rig.client();
    private final LocalSession eve = rig.local("eve", "user");

    @Test
    @DisplayName("a subscriber gets what is published, with the id of its subscription and that of the publication")
    void event() {
        long subscription = ann.subscribe("shop.orders");
        rig.publish(bob, "shop.orders", Dict.of("acknowledge", true), Arguments.of(List.of(1L, "x"), Map.of("k", 2L)));
        long publication = bob.answers(WampMessage.Published.class).get(0).publication();
        assertEquals(
                List.of(new WampMessage.Event(
                        subscription, publication, Dict.EMPTY, Arguments.of(List.of(1L, "x"), Map.of("k", 2L)))),
                ann.events());
    }

    @Test
    @DisplayName("all sessions have the same subscription to a topic, and the same again when they ask again")
    void shared() {
        long first = ann.subscribe("t");
        assertEquals(first, ann.subscribe("t"));
        assertEquals(first, bob.subscribe("t"));
        assertEquals(first, eve.subscribe("t"));
        bob.publish("t", "once");
        assertEquals(List.of("once"), ann.values(), "no second copy");
        assertEquals(List.of("once"), eve.values());
    }

    @Test
    @DisplayName("a publisher gets its own event if it says so, and otherwise not")
    void publisher() {
        for (TestSession session : List.of(ann, eve)) {
            session.subscribe("t");
            session.publish("t", "others");
            rig.publish(session, "t", Dict.of("exclude_me", false), Arguments.of("all " + session.id()));
            assertTrue(session.values().contains("all " + session.id()));
        }
        assertEquals(List.of("all " + ann.id(), "others", "all " + eve.id()), ann.values());
        assertEquals(List.of("all " + eve.id()), eve.values());
    }

    @Test
    @DisplayName("who has unsubscribed gets no event, and can end only what it has")
    void unsubscribed() {
        long subscription = ann.subscribe("t");
        long local = eve.subscribe("t");
        bob.unsubscribe(subscription);
        assertEquals("wamp.error.no_such_subscription", bob.error());
        ann.unsubscribe(subscription);
        eve.unsubscribe(local);
        bob.publish("t", "late");
        assertEquals(List.of(), ann.events());
        assertEquals(List.of(), eve.events());
        assertEquals(1, ann.answers(WampMessage.Unsubscribed.class).size());
        ann.unsubscribe(subscription);
        assertEquals("wamp.error.no_such_subscription", ann.error());
        assertFalse(rig.channel("t").has(ann.client.connection()));
    }

    @Test
    @DisplayName("a session that is over gets nothing, and its connection may begin another one")
    void over() {
        ann.subscribe("t");
        ann.subscribe("u");
        rig.broker.leave(ann);
        bob.publish("t", "late");
        assertEquals(List.of(), ann.events());
        WebSocketSession again = rig.client(ann.client, "ann", "user");
        again.subscribe("t");
        bob.publish("t", "new");
        assertEquals(List.of("new"), again.values());
        assertEquals(0, rig.channel("u").size());
    }

    @Test
    @DisplayName("an unacknowledged publication is never answered, be it refused")
    void silent() {
        bob.publish("not..valid", "x");
        bob.publish("wamp.session.on_join", "x");
        bob.publish("t", "x");
        assertEquals(List.of(), bob.received());
    }

    @Test
    @DisplayName("URIs are checked, and those of the router are its own")
    void uris() {
        ann.subscribe("wamp.session.on_join");
        for (String topic : List.of("a..b", "", "a b", "a#b", "wamp.session.on_join", "wamp")) {
            rig.publish(bob, topic, Dict.of("acknowledge", true), Arguments.of("forged"));
            assertEquals("wamp.error.invalid_uri", bob.error(), topic);
        }
        rig.channel("wamp.session.on_join").publish("forged by another dialect");
        assertEquals(List.of(), ann.events());
        rig.broker.announce("wamp.session.on_join", Arguments.of("true"));
        assertEquals(List.of("true"), ann.values());
    }

    @Test
    @DisplayName("an application, a client of another dialect and a client of WAMP meet on a topic")
    void meeting() {
        FakeClient stranger = rig.stranger();
        rig.channel("shop").join(stranger.connection());
        ann.subscribe("shop");
        rig.channel("shop").publish("text");
        rig.channel("shop").publish(Map.of("price", 3));
        bob.publish("shop", "from bob");
        rig.publish(bob, "shop", Dict.EMPTY, Arguments.of(List.of(Map.of("a", List.of(1L))), Map.of()));
        rig.publish(bob, "shop", Dict.EMPTY, Arguments.of(List.of(1L, 2L), Map.of("k", true)));
        rig.publish(bob, "shop", Dict.EMPTY, Arguments.NONE);
        assertEquals(
                List.of(
                        "text",
                        "{\"price\":3}",
                        "from bob",
                        "{\"a\":[1]}",
                        "{\"args\":[1,2],\"kwargs\":{\"k\":true}}",
                        "{\"args\":[],\"kwargs\":{}}"),
                stranger.texts());
        assertEquals(
                List.of(
                        Arguments.of("text"),
                        Arguments.of(Map.of("price", 3L)),
                        Arguments.of("from bob"),
                        Arguments.of(Map.of("a", List.of(1L))),
                        Arguments.of(List.of(1L, 2L), Map.of("k", true)),
                        Arguments.NONE),
                ann.events().stream().map(WampMessage::arguments).toList());
    }
}
