package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Channel;
import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.client.WampSocket;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Protocol;
import io.capstan.wamp.message.WampMessage;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of WAMP publish and subscribe, beside components and clients of other dialects. */
@ExtendWith(ArquillianExtension.class)
class WampPubSubIT {
    private static final int MANY = 3000;

    @ArquillianResource
    URL url;

    private URI base;
    private URI route;

    /** A component that knows of no dialect: its connections join a channel, and what they say is published. */
    @Route("/bean/{channel}")
    public static class Bean implements MessageComponent {
        @Inject
        Channels channels;

        private Channel channel(Connection connection) {
            return channels.channel(connection.variable("channel"));
        }

        @Override
        public void onOpen(Connection connection) {
            channel(connection).join(connection);
            connection.send("joined " + channel(connection).size());
        }

        @Override
        public void onMessage(Connection connection, String text) {
            if (text.startsWith("order ")) {
                channel(connection).publish(Map.of("product", text.substring(6), "pieces", 2));
            } else if (text.equals("many")) {
                for (int i = 0; i < MANY; i++) {
                    channel(connection).publish(i);
                }
            } else {
                channel(connection).publish(text);
            }
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("pubsub", Bean.class),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.realms=realm1,other",
                "capstan.wamp.auth=anonymous",
                "capstan.channels.route=/channels",
                "capstan.channels.rule.shop.pattern=shop.**",
                "capstan.channels.rule.shop.subscribe=everyone",
                "capstan.channels.rule.shop.publish=everyone",
                "capstan.channels.rule.shop.history=everyone",
                "capstan.channels.rule.shop.history.size=100");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        route = base.resolve("wamp");
    }

    private WampSocket join(Protocol protocol) {
        return WampSocket.join(route, protocol, "realm1");
    }

    private static long subscribe(WampSocket client, String topic, Map<String, Object> options) {
        client.send(32, 7, options, topic);
        return client.await(WampMessage.Subscribed.class).subscription();
    }

    private static long publish(WampSocket client, String topic, Map<String, Object> options, Object... arguments) {
        Map<String, Object> all = new LinkedHashMap<>(options);
        all.put("acknowledge", true);
        client.send(16, 8, all, topic, List.of(arguments));
        return client.await(WampMessage.Published.class).publication();
    }

    private static Object event(WampSocket client) {
        return client.await(WampMessage.Event.class).arguments().positional().get(0);
    }

    /** Single quotation marks stand for double ones. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, mode = EnumSource.Mode.EXCLUDE, names = "JSON_BATCHED_AUTOBAHN")
    @DisplayName("a component, an action client and a client of WAMP meet on one topic, in all directions")
    void meeting(Protocol protocol) {
        String topic = "shop.meeting." + protocol.name().toLowerCase(Locale.ROOT);
        try (WampSocket exact = join(protocol);
                WampSocket pattern = join(protocol);
                WampSocket publisher = join(Protocol.JSON);
                RawWebSocket action = RawSocket.connect(base).get("/channels").upgrade();
                RawWebSocket plain =
                        RawSocket.connect(base).get("/bean/" + topic).upgrade()) {
            assertEquals("joined 1", plain.receiveText());
            subscribe(exact, topic, Map.of());
            subscribe(pattern, topic, Map.of("match", "prefix"));
            action.send(json("{'action':'channel.subscribe','data':{'channel':'" + topic + "'},'id':1}"));
            assertTrue(action.receiveText().contains("\"offset\""));

            plain.send("from the component");
            assertEquals("from the component", plain.receiveText());
            assertTrue(action.receiveText().endsWith(json("'data':'from the component'}")));
            assertEquals("from the component", event(exact));
            assertEquals("from the component", event(pattern));

            plain.send("order tea");
            Map<String, Object> order = Map.of("product", "tea", "pieces", 2L);
            assertEquals(order, event(exact));
            WampMessage.Event event = pattern.await(WampMessage.Event.class);
            assertEquals(order, event.arguments().positional().get(0));
            assertEquals(topic, event.details().members().get("topic"));
            assertEquals(
                    json("{'pieces':2,'product':'tea'}").length(),
                    plain.receiveText().length());
            assertTrue(action.receiveText().contains("tea"));

            action.send(json(
                    "{'action':'channel.publish','data':{'channel':'" + topic + "','data':{'from':'action'}},'id':2}"));
            assertEquals(Map.of("from", "action"), event(exact));
            assertEquals(Map.of("from", "action"), event(pattern));
            assertEquals(json("{'from':'action'}"), plain.receiveText());
            Set<String> told = new HashSet<>(List.of(
                    action.receiveText().substring(0, 30), action.receiveText().substring(0, 30)));
            assertEquals(2, told.size(), "the publication and the answer");

            long publication = publish(publisher, topic, Map.of(), Map.of("from", "wamp"), 2);
            Arguments both = Arguments.of(List.of(Map.of("from", "wamp"), 2L), Map.of());
            for (WampSocket client : List.of(exact, pattern)) {
                WampMessage.Event got = client.await(WampMessage.Event.class);
                assertEquals(publication, got.publication());
                assertEquals(both, got.arguments());
            }
            assertEquals(json("{'args':[{'from':'wamp'},2],'kwargs':{}}"), plain.receiveText());
            assertTrue(action.receiveText().endsWith(json("'data':{'args':[{'from':'wamp'},2],'kwargs':{}}}")));
            publish(publisher, topic, Map.of(), "a text");
            assertEquals("a text", plain.receiveText());
            assertTrue(action.receiveText().endsWith(json("'data':'a text'}")));
        }
    }

    @Test
    @DisplayName("binary stays binary between serializers, and for those who speak no dialect")
    void binary() {
        byte[] bytes = {0, 1, -1, 127};
        try (WampSocket text = join(Protocol.JSON);
                WampSocket binary = join(Protocol.MSGPACK);
                WampSocket publisher = join(Protocol.CBOR_BATCHED);
                RawWebSocket plain =
                        RawSocket.connect(base).get("/bean/shop.binary").upgrade()) {
            assertEquals("joined 1", plain.receiveText());
            subscribe(text, "shop.binary", Map.of());
            subscribe(binary, "shop.binary", Map.of());
            publish(publisher, "shop.binary", Map.of(), (Object) bytes);
            assertEquals(List.of(0, 1, -1, 127), bytes((byte[]) event(text)));
            assertEquals(List.of(0, 1, -1, 127), bytes((byte[]) event(binary)));
            assertEquals(List.of(0, 1, -1, 127), bytes(plain.receive().payload()));
        }
    }

    private static List<Integer> bytes(byte[] bytes) {
        List<Integer> all = new ArrayList<>();
        for (byte one : bytes) {
            all.add((int) one);
        }
        return all;
    }

    @Test
    @DisplayName("realms do not reach each other, and the second one's channels have its prefix")
    void realms() {
        try (WampSocket here = join(Protocol.JSON);
                WampSocket there = WampSocket.join(route, Protocol.JSON, "other");
                WampSocket publisher = WampSocket.join(route, Protocol.JSON, "other");
                RawWebSocket plain =
                        RawSocket.connect(base).get("/bean/other%23shop.realm").upgrade()) {
            assertEquals("joined 1", plain.receiveText());
            subscribe(here, "shop.realm", Map.of());
            subscribe(there, "shop.realm", Map.of());
            publish(publisher, "shop.realm", Map.of(), "there");
            assertEquals("there", event(there));
            assertEquals("there", plain.receiveText());
            RawWebSocket first = RawSocket.connect(base).get("/bean/shop.realm").upgrade();
            assertEquals("joined 2", first.receiveText());
            first.send("here");
            assertEquals("here", event(here));
            first.close();
        }
    }

    @Test
    @DisplayName("thousands of publications of a component come in order, by topic and by pattern")
    void order() {
        try (WampSocket exact = join(Protocol.JSON);
                WampSocket pattern = join(Protocol.MSGPACK_BATCHED);
                RawWebSocket plain =
                        RawSocket.connect(base).get("/bean/bulk.order").upgrade()) {
            subscribe(exact, "bulk.order", Map.of());
            subscribe(pattern, "bulk.", Map.of("match", "wildcard"));
            plain.send("many");
            for (long i = 0; i < MANY; i++) {
                assertEquals(i, event(exact));
                assertEquals(i, event(pattern));
            }
        }
    }

    @Test
    @DisplayName("past events, retained events and what is told of subscriptions come by calls and subscriptions")
    void later() {
        try (WampSocket publisher = join(Protocol.CBOR);
                WampSocket client = join(Protocol.MSGPACK)) {
            publish(publisher, "shop.later", Map.of("retain", true), "first");
            long second = publish(publisher, "shop.later", Map.of("exclude_authrole", List.of("nobody")), "second");
            long subscription = subscribe(client, "shop.later", Map.of("get_retained", true));
            WampMessage.Event retained = client.await(WampMessage.Event.class);
            assertEquals("first", retained.arguments().positional().get(0));
            assertEquals(true, retained.details().members().get("retained"));
            client.send(48, 9, Map.of(), "wamp.subscription.get_events", List.of(subscription), Map.of("limit", 5));
            List<?> events = client.await(WampMessage.Result.class).arguments().positional();
            assertEquals(2, events.size());
            assertEquals(second, ((Map<?, ?>) events.get(1)).get("publication"));
            client.send(48, 10, Map.of(), "wamp.subscription.count_subscribers", List.of(subscription));
            assertEquals(
                    1L,
                    client.await(WampMessage.Result.class)
                            .arguments()
                            .positional()
                            .get(0));
            client.send(34, 11, subscription);
            client.await(WampMessage.Unsubscribed.class);
            publish(publisher, "shop.later", Map.of(), "third");
            client.send(48, 12, Map.of(), "wamp.subscription.match", List.of("shop.later"));
            assertEquals(
                    List.of(),
                    client.await(WampMessage.Result.class)
                            .arguments()
                            .positional()
                            .get(0));
        }
    }
}
