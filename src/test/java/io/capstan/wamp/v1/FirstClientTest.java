package io.capstan.wamp.v1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.WampException;
import io.capstan.channel.Hub;
import io.capstan.channel.MemoryHub;
import io.capstan.settings.Settings;
import io.capstan.wamp.Grant;
import io.capstan.wamp.Identity;
import io.capstan.wamp.auth.Guard;
import io.capstan.wamp.auth.Step;
import io.capstan.wamp.broker.BrokerOptions;
import io.capstan.wamp.broker.RealmBroker;
import io.capstan.wamp.broker.TopicNames;
import io.capstan.wamp.dealer.DealerOptions;
import io.capstan.wamp.dealer.RealmDealer;
import io.capstan.wamp.message.Arguments;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.session.FirstVersionOptions;
import io.capstan.wamp.session.FirstVersionOptions.Curie;
import io.capstan.wamp.session.Router;
import io.capstan.wamp.session.Visitor;
import io.capstan.wamp.session.Visitors;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.FakeClient;
import io.capstan.wire.Shards;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients of the first version as sessions of a realm, beside those of the second one. */
class FirstClientTest {
    /** Forbids what begins so. */
    private static final Guard GUARD = (session, action, uri, match) -> {
        if (uri.startsWith("secret")) {
            throw new WampException("wamp.error.not_authorized", "No.");
        }
        return Grant.PLAIN;
    };

    private final Hub hub = MemoryHub.of(name -> MemoryHub.rule(0, 1 << 20, 0), System::currentTimeMillis);
    private final ConnectionRegistry registry = new ConnectionRegistry();
    private final FirstVersion first = new FirstVersion(registry);
    private final Visitors second = new Visitors(registry, first);
    private final Router router = router();
    private FirstVersionOptions options = new FirstVersionOptions("realm1", Curie.SPEC, false);

    private Router router() {
        RealmBroker broker = new RealmBroker(TopicNames.PLAIN, hub, BrokerOptions.DEFAULTS);
        RealmDealer dealer =
                new RealmDealer(broker, DealerOptions.DEFAULTS, (delay, task) -> new CompletableFuture<>());
        dealer.provide(
                "http://example.com/calc%23add",
                (caller, arguments) -> Arguments.of(arguments.positional().stream()
                        .mapToLong(each -> (Long) each)
                        .sum()));
        dealer.provide(
                "count",
                (caller, arguments) ->
                        Arguments.of((long) arguments.positional().size()));
        dealer.provide("two", (caller, arguments) -> Arguments.of(List.of(1L, 2L), Map.of("c", 3L)));
        dealer.provide("none", (caller, arguments) -> Arguments.NONE);
        dealer.provide("fail", (caller, arguments) -> {
            throw new WampException("http://example.com/error%23big", List.of("Too big.", 7L), Map.of());
        });
        return Router.of(
                "realm1",
                new Settings(key -> Optional.empty()),
                broker,
                dealer,
                applicant -> new Step.Admitted(new Identity(
                        applicant.realm(), "ann", "guest", "anonymous", "static", Dict.EMPTY, Caller.ANONYMOUS)),
                GUARD);
    }

    /** A client, and what it was told. */
    private final class Client {
        final FakeClient wire = FakeClient.open(Shards.inline());
        private final Visitor visitor;
        private int seen;

        Client(boolean old) {
            visitor = old
                    ? first.receive(wire.connection(), router, options)
                    : second.receive(wire.connection(), router, options);
        }

        /** Single quotation marks stand for double ones. */
        Client says(String frame) {
            visitor.text(frame.replace('\'', '"'));
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
        client.hears();
        return client;
    }

    private Client modern() {
        Client client = new Client(false);
        client.says("[1,'realm1',{'roles':{'publisher':{},'subscriber':{},'caller':{},'callee':{}}}]");
        client.hears();
        return client;
    }

    @Test
    @DisplayName("PAR-201 the first message is WELCOME, whose session id has 128 random bits")
    void welcome() {
        Client client = new Client(true);
        String id = client.wire.connection().id();
        assertEquals(List.of("[0,'" + id + "',1,'Capstan']"), client.hears());
        assertEquals(22, id.length());
        assertNotEquals(id, new Client(true).wire.connection().id());
    }

    @Test
    @DisplayName("PAR-208 an event has the topic written out, and comes to each subscriber in order, the publisher too")
    void publish() {
        Client ann = old().says("[1,'ex','http://example.com/']").says("[5,'ex:news']");
        Client bob = old().says("[5,'http://example.com/news']");
        ann.says("[7,'ex:news',{'a': 1}]").says("[7,'ex:news',null]");
        List<String> events = List.of("[8,'http://example.com/news',{'a': 1}]", "[8,'http://example.com/news',null]");
        assertEquals(events, ann.hears());
        assertEquals(events, bob.hears());
    }

    @Test
    @DisplayName("PAR-207 a publisher may leave out itself or others, and choose who gets it; who is left out, is")
    void receivers() {
        Client ann = old().says("[5,'t']");
        Client bob = old().says("[5,'t']");
        Client eve = old().says("[5,'t']");
        String annId = ann.wire.id();
        String bobId = bob.wire.id();
        ann.says("[7,'t',1,true]")
                .says("[7,'t',2,['" + bobId + "','unknown']]")
                .says("[7,'t',3,false,['" + bobId + "']]")
                .says("[7,'t',4,['" + bobId + "'],['" + bobId + "','" + annId + "']]")
                .says("[7,'t',5,false,['unknown']]")
                .says("[7,'t',6,[],[]]");
        assertEquals(List.of("[8,'t',2]", "[8,'t',4]", "[8,'t',6]"), ann.hears());
        assertEquals(List.of("[8,'t',1]", "[8,'t',3]", "[8,'t',6]"), bob.hears());
        assertEquals(List.of("[8,'t',1]", "[8,'t',2]", "[8,'t',6]"), eve.hears());
    }

    @Test
    @DisplayName(
            "PAR-206 who subscribes twice gets an event once, and who unsubscribes gets none, as often as that is said")
    void twice() {
        Client ann = old().says("[5,'t']").says("[5,'t']");
        Client bob = old().says("[7,'t',1]");
        assertEquals(List.of("[8,'t',1]"), ann.hears());
        ann.says("[6,'t']").says("[6,'t']").says("[6,'other']");
        bob.says("[7,'t',2]");
        assertEquals(List.of(), ann.hears());
        ann.says("[5,'t']");
        bob.says("[7,'t',3]");
        assertEquals(List.of("[8,'t',3]"), ann.hears());
        assertEquals(List.of(), ann.wire.closes());
    }

    @Test
    @DisplayName("PAR-211 whose connection has ended is in no topic any more")
    void leaves() {
        Client ann = old().says("[5,'t']").says("[5,'u']");
        assertEquals(0, hub.size("t"), "what it has not joined as a channel it follows");
        ann.visitor.gone();
        old().says("[7,'t',1]").says("[7,'u',1]");
        assertEquals(List.of(), ann.hears());
    }

    @Test
    @DisplayName("PAR-203 a call is answered by its id as it was written, with a result or an error")
    void calls() {
        Client ann = old().says("[1,'calc','http://example.com/calc#']");
        ann.says("[2,'a','calc:add',1,2]").says("[2,7,'none']").says("[2,'b','two']");
        assertEquals(List.of("[3,'a',3]", "[3,7,null]", "[3,'b',{'args':[1,2],'kwargs':{'c':3}}]"), ann.hears());
        ann.says("[2,'c','fail']").says("[2,'d','http://nobody/']");
        assertEquals(
                List.of(
                        "[4,'c','http://example.com/error#big','Too big.',7]",
                        "[4,'d','wamp.error.no_such_procedure','There is no procedure http://nobody/.']"),
                ann.hears());
    }

    @Test
    @DisplayName("PAR-203 a list that is the only argument stays one, unless that is to be as Ratchet does it")
    void unwrapping() {
        String call = "[2,'a','count',['hello','world']]";
        assertEquals(List.of("[3,'a',1]"), old().says(call).hears());
        options = new FirstVersionOptions("realm1", Curie.RATCHET, true);
        assertEquals(List.of("[3,'a',2]"), old().says(call).hears());
        assertEquals(
                List.of("[3,'a',2]"), old().says("[2,'a','count',['x'],'hi']").hears());
        assertEquals(
                List.of("[3,'a',1]"),
                old().says("[2,'a','count',{'x':1,'y':2}]").hears());
        assertEquals(List.of("[3,'a',0]"), old().says("[2,'a','count']").hears());
    }

    @Test
    @DisplayName("topics and procedures are shared with the second version, by a mapping of their URIs")
    void bothVersions() {
        Client ann = old().says("[5,'http://example.com/#a b']");
        Client bob = modern().says("[32,1,{},'http://example.com/%23a%20b']");
        assertTrue(bob.hears().get(0).startsWith("[33,1,"));
        bob.says("[16,2,{},'http://example.com/%23a%20b',['x'],{'y':1}]");
        assertEquals(List.of("[8,'http://example.com/#a b',{'args':['x'],'kwargs':{'y':1}}]"), ann.hears());
        ann.says("[7,'http://example.com/#a b',[1],true]");
        assertEquals(List.of(), ann.hears());
        List<String> events = bob.hears();
        assertEquals(1, events.size());
        assertTrue(events.get(0).endsWith(",{},[[1]]]"), events.get(0));
        bob.says("[64,3,{},'http://example.com/%23p']");
        bob.hears();
        ann.says("[2,'x','http://example.com/#p',1]");
        assertTrue(bob.hears().get(0).startsWith("[68,1,"));
        bob.says("[70,1,{},['done']]");
        assertEquals(List.of("[3,'x','done']"), ann.hears());
    }

    @Test
    @DisplayName("what the realm does not allow is refused, as far as there are words for it")
    void refusals() {
        Client ann = old().says("[5,'secret']").says("[7,'secret',1]").says("[2,'a','secret']");
        assertEquals(
                List.of("[4,'secret','wamp.error.not_authorized','No.']", "[4,'a','wamp.error.not_authorized','No.']"),
                ann.hears());
        assertEquals(List.of(), ann.wire.closes());
    }

    @Test
    @DisplayName("PAR-212 K1 K2 K3 what is no message closes its connection with 1007, and no other one")
    void violations() {
        Client bystander = old().says("[5,'t']");
        for (String frame :
                List.of("[7,'t',1,false,'x']", "[2,'i',['a']]", "[5,null]", "Hello World!", "{'0':'fail'}", "[9]")) {
            Client client = old().says("[5,'t']").says(frame);
            assertEquals(1, client.wire.closes().size(), frame);
            assertTrue(
                    client.wire.closes().get(0).startsWith("1007 "),
                    client.wire.closes().get(0));
        }
        old().says("[7,'t',1]");
        assertEquals(List.of("[8,'t',1]"), bystander.hears());
        assertEquals(List.of(), bystander.wire.closes());
    }
}
