package io.capstan.wamp.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.PubSubComponent;
import io.capstan.Route;
import io.capstan.Wamp;
import io.capstan.WampException;
import io.capstan.channel.Hub;
import io.capstan.channel.MemoryHub;
import io.capstan.channel.Permissions;
import io.capstan.component.Callbacks;
import io.capstan.component.Called;
import io.capstan.component.Component;
import io.capstan.component.ComponentStyle.Speech;
import io.capstan.wamp.session.FirstVersionOptions;
import io.capstan.wamp.session.Reception;
import io.capstan.wamp.session.Router;
import io.capstan.wamp.session.Visitor;
import io.capstan.wamp.session.Visitors;
import io.capstan.wamp.session.WampComponent;
import io.capstan.wamp.v1.FirstVersion;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import io.capstan.wire.WireConnection;
import jakarta.websocket.OnError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A component that is asked what becomes of subscriptions, publications and calls, for clients of both versions. */
class PubSubComponentTest {

    @Route("/news")
    static class News implements PubSubComponent {
        final List<String> log = new ArrayList<>();
        final CompletableFuture<Object> later = new CompletableFuture<>();

        @Override
        public boolean beforeSubscribe(Connection connection, Topic topic) {
            log.add("asked " + topic.id() + " " + topic.has(connection));
            if (topic.id().equals("closed")) {
                throw new WampException("news.closed", "Come back later.");
            }
            return !topic.id().startsWith("secret");
        }

        @Override
        public void onSubscribe(Connection connection, Topic topic) {
            log.add("subscribed " + topic.id() + " " + topic.has(connection) + " " + topic.size());
        }

        @Override
        public void onUnsubscribe(Connection connection, Topic topic) {
            log.add("unsubscribed " + topic.id() + " " + topic.has(connection));
        }

        @Override
        public void onPublish(
                Connection connection, Topic topic, Object event, Set<String> exclude, Set<String> eligible) {
            switch (topic.id()) {
                case "broken" -> throw new IllegalStateException("secret");
                case "kept" -> log.add("published " + event + " " + exclude + " " + eligible);
                default -> topic.broadcast(event, exclude, eligible);
            }
        }

        @Override
        public Object onCall(Connection connection, Call call) {
            return switch (call.procedure()) {
                case "http://example.com/#echo" -> new Wamp.Result(call.arguments(), call.keywordArguments());
                case "later" -> later;
                case "broken" -> throw new IllegalStateException("secret");
                case "sold" -> throw new WampException("shop.sold", List.of("Sold out.", 7), Map.of());
                default -> null;
            };
        }

        @OnError
        void failed(Throwable error) {
            log.add("told " + error.getMessage());
        }
    }

    private final Hub hub = MemoryHub.of(System::currentTimeMillis);
    private final ConnectionRegistry registry = new ConnectionRegistry();
    private final FirstVersion first = new FirstVersion(registry);
    private final News news = new News();
    private final PubSubStyle style = new PubSubStyle();
    private final Component component = Called.component(style, news);

    /** Whether the next client speaks the first version. */
    private boolean speaksFirst;

    @BeforeEach
    void start() {
        Visitors visitors = new Visitors(registry, first) {
            @Override
            public Visitor receive(WireConnection connection, Router router, FirstVersionOptions options) {
                return speaksFirst
                        ? first.receive(connection, router, options)
                        : super.receive(connection, router, options);
            }
        };
        style.start(hub, new Permissions(List.of(), hub), visitors);
    }

    /** A client, and what it was told. */
    private final class Client {
        final FakeClient wire = FakeClient.open(Shards.inline());
        private final Callbacks callbacks;
        private int seen;

        Client(boolean old) {
            speaksFirst = old;
            callbacks = Called.open(component, wire.connection());
        }

        /** Single quotation marks stand for double ones. */
        Client says(String frame) {
            callbacks.message(frame.replace('\'', '"'));
            return this;
        }

        /** What it was told since it was last asked. */
        List<String> hears() {
            List<String> all = new ArrayList<>(wire.texts());
            List<String> news = all.subList(seen, all.size()).stream()
                    .map(text -> text.replace('"', '\''))
                    .toList();
            seen = all.size();
            return news;
        }
    }

    private Client old() {
        Client client = new Client(true);
        assertEquals(List.of("[0,'" + client.wire.id() + "',1,'Capstan']"), client.hears());
        return client;
    }

    private Client modern() {
        Client client = new Client(false);
        client.says("[1,'whatever',{'roles':{'publisher':{},'subscriber':{},'caller':{}}}]");
        assertTrue(client.hears().get(0).startsWith("[2,"));
        return client;
    }

    @Test
    @DisplayName("PAR-200 a class that implements PubSubComponent speaks WAMP, the second version before the first")
    void speech() {
        Speech target = style.speech(News.class);
        assertEquals(WampComponent.SUBPROTOCOLS, target.subprotocols());
        assertEquals(
                Reception.SUBPROTOCOL,
                target.subprotocols().get(target.subprotocols().size() - 1));
        assertFalse(target.silent(), "a client has to offer one");
    }

    @Test
    @DisplayName("PAR-205 who is asked first may refuse: no subscription, and the client is told")
    void refuses() {
        Client ann = old().says("[5,'secret']").says("[5,'closed']");
        assertEquals(
                List.of(
                        "[4,'secret','wamp.error.not_authorized','You may not subscribe to this.']",
                        "[4,'closed','news.closed','Come back later.']"),
                ann.hears());
        Client bob = modern().says("[32,1,{},'secret']").says("[32,2,{},'closed']");
        assertEquals(
                List.of(
                        "[8,32,1,{},'wamp.error.not_authorized',['You may not subscribe to this.']]",
                        "[8,32,2,{},'news.closed',['Come back later.']]"),
                bob.hears());
        assertEquals(
                List.of("asked secret false", "asked closed false", "asked secret false", "asked closed false"),
                news.log);
        assertEquals(0, hub.size("News#secret"));
    }

    @Test
    @DisplayName("PAR-206 who subscribes or unsubscribes twice is heard once")
    void once() {
        Client ann = old();
        for (String frame : List.of("[5,'t']", "[5,'t']", "[6,'t']", "[6,'t']", "[6,'other']", "[5,'t']")) {
            ann.says(frame);
        }
        assertEquals(
                List.of(
                        "asked t false",
                        "subscribed t true 1",
                        "unsubscribed t false",
                        "asked t false",
                        "subscribed t true 1"),
                news.log);
        news.log.clear();
        Client bob = modern().says("[32,1,{},'u']").says("[32,2,{},'u']");
        List<String> answers = bob.hears();
        assertEquals(answers.get(0).replace("[33,1,", ""), answers.get(1).replace("[33,2,", ""));
        assertEquals(List.of("asked u false", "subscribed u true 1"), news.log);
    }

    @Test
    @DisplayName("PAR-207 PAR-213 the component routes publications, with the ids of connections for who is meant")
    void routes() {
        Client ann = old().says("[5,'kept']");
        Client bob = old().says("[5,'kept']");
        news.log.clear();
        ann.says("[7,'kept',{'a':[1,null]},true]")
                .says("[7,'kept','x',['" + bob.wire.id() + "'],['" + ann.wire.id() + "']]")
                .says("[7,'kept',1]");
        assertEquals(
                List.of(
                        "published {a=[1, null]} [" + ann.wire.id() + "] []",
                        "published x [" + bob.wire.id() + "] [" + ann.wire.id() + "]",
                        "published 1 [] []"),
                news.log);
        assertEquals(List.of(), bob.hears(), "nothing goes anywhere by itself");
    }

    @Test
    @DisplayName("PAR-207 PAR-208 clients of both versions get what is broadcast, and who is left out does not")
    void broadcast() {
        Client ann = old().says("[1,'ex','http://example.com/#']").says("[5,'ex:t']");
        Client bob = modern().says("[32,1,{},'http://example.com/%23t']");
        bob.hears();
        ann.says("[7,'ex:t',{'a':1}]").says("[7,'ex:t','me not',true]");
        assertEquals(List.of("[8,'http://example.com/#t',{'a':1}]"), ann.hears());
        assertEquals(
                List.of("{},[{'a':1}]]", "{},['me not']]"),
                bob.hears().stream()
                        .map(event -> event.substring(event.indexOf("{}")))
                        .toList());
        bob.says("[16,2,{'acknowledge':true},'http://example.com/%23t',[1,2],{'b':3}]");
        assertEquals(List.of("[8,'http://example.com/#t',{'args':[1,2],'kwargs':{'b':3}}]"), ann.hears());
        List<String> answers = bob.hears();
        assertEquals(1, answers.size());
        assertTrue(answers.get(0).startsWith("[17,2,"), "the publisher itself gets nothing by itself: " + answers);
    }

    @Test
    @DisplayName(
            "nothing is broadcast where a client of the second version chooses receivers by what is not known here")
    void byName() {
        Client ann = old().says("[5,'t']");
        Client bob = modern().says("[16,1,{'eligible_authrole':['admin'],'acknowledge':true},'t',['x']]");
        assertTrue(bob.hears().get(0).startsWith("[8,16,1,{},'wamp.error.option_not_allowed'"));
        bob.says("[16,2,{'eligible':[]},'t',['x']]");
        assertEquals(List.of(), ann.hears());
        assertEquals(List.of(), bob.hears());
    }

    @Test
    @DisplayName("PAR-203 a call gets what the component returns, now or later")
    void calls() {
        Client ann = old().says("[2,'a','http://example.com/#echo',1,[2]]").says("[2,'b','nothing']");
        assertEquals(List.of("[3,'a',{'args':[1,[2]],'kwargs':{}}]", "[3,'b',null]"), ann.hears());
        ann.says("[2,'c','later']").says("[2,'d','nothing']");
        assertEquals(List.of("[3,'d',null]"), ann.hears());
        news.later.complete(Map.of("x", 1));
        assertEquals(List.of("[3,'c',{'x':1}]"), ann.hears());
        Client bob = modern().says("[48,1,{},'http://example.com/%23echo',['x'],{'y':2}]");
        assertEquals(List.of("[50,1,{},['x'],{'y':2}]"), bob.hears());
    }

    @Test
    @DisplayName("PAR-204 an exception in a call is a CALLERROR and no close; nothing of it is told that is not meant")
    void failedCalls() {
        Client ann = old().says("[2,'a','sold']");
        assertEquals(List.of("[4,'a','shop.sold','Sold out.',7]"), ann.hears());
        ann.says("[2,'b','broken']").says("[2,'c','later']");
        news.later.completeExceptionally(new IllegalStateException("secret too"));
        List<String> errors = ann.hears();
        for (int i = 0; i < 2; i++) {
            assertTrue(
                    errors.get(i)
                            .matches("\\[4,'" + "bc".charAt(i) + "','wamp.error.runtime_error',"
                                    + "'Internal server error',\\{'reference':'[0-9a-f]{12}'}]"),
                    errors.get(i));
        }
        assertEquals(List.of("told secret", "told secret too"), news.log);
        assertEquals(List.of(), ann.wire.closes());
    }

    @Test
    @DisplayName("PAR-124 an exception in a hook comes to onError, and ends its own connection alone")
    void failedHooks() {
        Client bystander = old().says("[5,'t']");
        Client ann = old().says("[7,'broken',1]");
        assertTrue(news.log.contains("told secret"), news.log.toString());
        assertEquals(List.of("1011 Internal server error"), ann.wire.closes());
        old().says("[7,'t',1]");
        assertEquals(List.of("[8,'t',1]"), bystander.hears());
    }

    @Test
    @DisplayName("PAR-209 a topic can be used from outside: as the channel of the class")
    void channel() {
        Client ann = old().says("[5,'http://x/#t']");
        Client bob = modern().says("[32,1,{},'http://x/%23t']");
        bob.hears();
        hub.channels().channel("News#http://x/%23t").publish(Map.of("a", 1));
        hub.channels().channel("News#http://x/%23t").publish("text");
        assertEquals(List.of("[8,'http://x/#t',{'a':1}]", "[8,'http://x/#t','text']"), ann.hears());
        assertEquals(2, bob.hears().size());
        assertEquals(2, hub.size("News#http://x/%23t"));
    }

    @Test
    @DisplayName("PAR-210 PAR-211 who has gone is in no topic any more, and no topic stays behind")
    void leaves() {
        Client ann = old().says("[5,'t']").says("[5,'u']");
        assertEquals(1, hub.size("News#t"));
        ann.callbacks.closed(
                new CloseInfo(1000, "", CloseInfo.Initiator.PEER, Instant.EPOCH, Optional.empty()), () -> {});
        assertEquals(0, hub.size("News#t"));
        assertEquals(0, hub.size("News#u"));
        assertFalse(news.log.stream().anyMatch(line -> line.startsWith("unsubscribed")));
    }

    @Test
    @DisplayName("PAR-212 K1 K2 K3 what is no message closes with 1007, and the component hears nothing of it")
    void violations() {
        for (String frame : List.of("[7,'t',1,false,'x']", "[2,'i',['a']]", "[5,null]", "{'0':'x'}")) {
            Client ann = old().says(frame);
            assertTrue(ann.wire.closes().get(0).startsWith("1007 "), frame);
        }
        assertEquals(List.of(), news.log);
    }

    @Test
    @DisplayName("what is the router's own, a component is not asked for")
    void reserved() {
        Client bob = modern().says("[48,1,{},'wamp.session.kill',[1]]").says("[64,2,{},'mine']");
        assertEquals(
                List.of(
                        "[8,48,1,{},'wamp.error.not_authorized',['There is no such thing here.']]",
                        "[8,64,2,{},'wamp.error.not_authorized',['Clients register nothing here.']]"),
                bob.hears());
    }
}
