package io.capstan.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.ChannelAuthorizer.Act;
import io.capstan.ChannelAuthorizer.Decision;
import io.capstan.ChannelAuthorizer.Request;
import io.capstan.action.ActionOptions.OnInvalid;
import io.capstan.channel.ChannelRule;
import io.capstan.channel.Hub;
import io.capstan.channel.MemoryHub;
import io.capstan.channel.Payload;
import io.capstan.channel.Permissions;
import io.capstan.testing.ComponentTester;
import io.capstan.testing.FakeConnection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsComponentTest {
    private final Hub hub = MemoryHub.of(ChannelsComponentTest::rule, () -> 0, new ActionDialect());
    private final ChannelsComponent component =
            new ChannelsComponent(hub, new Permissions(List.of(ChannelsComponentTest::decide), hub));

    private ComponentTester<ChannelsComponent> tester;
    private FakeConnection ada;

    private static ChannelRule rule(String channel) {
        return switch (channel) {
            case "fails" -> throw new IllegalStateException("a secret of the server");
            case "slow" -> MemoryHub.rule(0, 1000, 2);
            default -> MemoryHub.rule(channel.startsWith("kept.") ? 2000 : 0, 1000, 0);
        };
    }

    private static Decision decide(Request request) {
        return switch (request.channel()) {
            case "secret" -> Decision.IGNORE;
            case "read-only" -> request.act() == Act.SUBSCRIBE ? Decision.GRANT : Decision.DENY;
            default -> Decision.GRANT;
        };
    }

    @BeforeEach
    void begin() {
        tester = ComponentTester.builder(connections -> component).start();
        ada = tester.request("/channels").caller(Caller.of("ada")).connect();
    }

    @AfterEach
    void end() {
        tester.close();
    }

    /** Single quotation marks stand for double ones. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String ask(FakeConnection client, String message) {
        int before = client.received().size();
        client.sendText(json(message));
        List<String> all = client.received();
        return all.size() == before ? "" : all.get(all.size() - 1);
    }

    private void assertAnswer(String expected, String message) {
        assertEquals(json(expected), ask(ada, message));
    }

    private static String subscribe(FakeConnection client, String channel) {
        return ask(client, "{'action':'channel.subscribe','data':{'channel':'" + channel + "'},'id':1}");
    }

    private void publish(String channel, String value) {
        hub.publish(channel, Payload.ofJson(value, null));
    }

    @Test
    @DisplayName("a subscriber learns where the channel stands, and then gets all that is published, in order")
    void subscribe() {
        publish("kept.a", "0");
        assertAnswer(
                "{'action':'channel.subscribe','data':{'channel':'kept.a','epoch':'e-1','offset':1,'recovered':false,"
                        + "'publications':[]},'id':'s'}",
                "{'action':'channel.subscribe','data':{'channel':'kept.a'},'id':'s'}");
        publish("kept.a", "{\"n\":1}");
        publish("kept.a", "2");
        assertEquals(
                List.of(
                        json("{'action':'channel.message','channel':'kept.a','offset':2,'data':{'n':1}}"),
                        json("{'action':'channel.message','channel':'kept.a','offset':3,'data':2}")),
                ada.received().subList(1, 3));
    }

    @Test
    @DisplayName("who comes back with its position gets what it has missed; with an unknown one, nothing, and is told")
    void recover() {
        IntStream.rangeClosed(1, 3).forEach(n -> publish("kept.a", "{\"n\":" + n + "}"));
        String since = "{'action':'channel.subscribe','data':{'channel':'kept.a','since':{'epoch':'%s','offset':%d}}}";
        assertAnswer(
                "{'action':'channel.subscribe','data':{'channel':'kept.a','epoch':'e-1','offset':3,'recovered':true,"
                        + "'publications':[{'offset':2,'data':{'n':2}},{'offset':3,'data':{'n':3}}]}}",
                since.formatted("e-1", 1));
        String nothing = "{'action':'channel.subscribe','data':{'channel':'kept.a','epoch':'e-1','offset':3,"
                + "'recovered':false,'publications':[]}}";
        assertAnswer(nothing, since.formatted("e-0", 1));
        assertAnswer(nothing, since.formatted("e-1", 4));
    }

    @Test
    @DisplayName("what was missed and is more than can be sent at once is not recovered, and the client is told")
    void recoverTooMuch() {
        String large = "\"" + "x".repeat(990) + "\"";
        IntStream.range(0, 1500).forEach(n -> publish("kept.a", large));
        assertAnswer(
                "{'action':'channel.subscribe','data':{'channel':'kept.a','epoch':'e-1','offset':1500,"
                        + "'recovered':false,'publications':[]}}",
                "{'action':'channel.subscribe','data':{'channel':'kept.a','since':{'epoch':'e-1','offset':0}}}");
    }

    @Test
    @DisplayName(
            "a publication gets its position, and reaches the publisher too if it has subscribed; others as they are")
    void publish() {
        FakeConnection bob = tester.connect("/channels");
        subscribe(ada, "a");
        subscribe(bob, "a");
        assertAnswer(
                "{'action':'channel.publish','data':{'channel':'a','epoch':'e-1','offset':1},'id':7}",
                "{'action':'channel.publish','data':{'channel':'a','data':{ 'x' : [1.50,null] }},'id':7}");
        String message = json("{'action':'channel.message','channel':'a','offset':1,'data':{ 'x' : [1.50,null] }}");
        assertTrue(ada.received().contains(message));
        assertTrue(bob.received().contains(message));
    }

    @Test
    @DisplayName("who has unsubscribed gets nothing more, and who had not subscribed is answered all the same")
    void unsubscribe() {
        subscribe(ada, "a");
        String done = "{'action':'channel.unsubscribe','data':{'channel':'a'},'id':2}";
        assertAnswer(done, "{'action':'channel.unsubscribe','data':{'channel':'a'},'id':2}");
        publish("a", "1");
        assertAnswer(done, "{'action':'channel.unsubscribe','data':{'channel':'a'},'id':2}");
        assertEquals(3, ada.received().size());
    }

    @Test
    @DisplayName("presence tells how many there are and some of them, and the others are told who comes and goes")
    void presence() {
        FakeConnection bob = tester.connect("/channels");
        subscribe(ada, "a");
        subscribe(bob, "a");
        String adasId = ada.connection().id();
        String bobsId = bob.connection().id();
        assertEquals(
                json("{'action':'channel.joined','channel':'a','data':{'id':'" + bobsId + "'}}"),
                ada.received().get(1));
        String all = ask(bob, "{'action':'channel.presence','data':{'channel':'a'}}");
        assertTrue(
                all.startsWith(json("{'action':'channel.presence','data':{'channel':'a','count':2,'members':[{")), all);
        assertTrue(all.contains(json("{'id':'" + adasId + "','user':'ada'}")), all);
        assertTrue(all.endsWith(json("}],'self':'" + bobsId + "'}}")), all);
        assertAnswer(
                "{'action':'channel.presence','data':{'channel':'a','count':2,'members':[],'self':'" + adasId + "'}}",
                "{'action':'channel.presence','data':{'channel':'a','limit':0}}");
        ada.close();
        assertEquals(
                json("{'action':'channel.left','channel':'a','data':{'id':'" + adasId + "','user':'ada'}}"),
                bob.received().get(2));
    }

    @Test
    @DisplayName("a history is the newest publications, oldest first, 100 of them if the client does not say")
    void history() {
        IntStream.rangeClosed(1, 150).forEach(n -> publish("kept.a", String.valueOf(n)));
        assertAnswer(
                "{'action':'channel.history','data':{'channel':'kept.a','epoch':'e-1','publications':["
                        + "{'offset':149,'data':149},{'offset':150,'data':150}]}}",
                "{'action':'channel.history','data':{'channel':'kept.a','limit':2}}");
        String usual = ask(ada, "{'action':'channel.history','data':{'channel':'kept.a'}}");
        assertTrue(usual.contains(json("'publications':[{'offset':51,")), usual);
        assertAnswer(
                "{'action':'channel.history','data':{'channel':'empty','publications':[]}}",
                "{'action':'channel.history','data':{'channel':'empty'}}");
    }

    @ParameterizedTest(name = "{1} times ''{0}''")
    @DisplayName("an answer that is larger than the outbox is refused, and asking for less helps")
    @CsvSource({"x, 900", "€, 166"})
    void largeAnswer(String character, int times) {
        IntStream.range(0, 10).forEach(n -> publish("kept.a", '"' + character.repeat(times) + '"'));
        ComponentTester<ChannelsComponent> narrow = ComponentTester.builder(connections -> component)
                .setting("capstan.outbox.bytes", "5000")
                .start();
        try (narrow) {
            FakeConnection client = narrow.connect("/channels");
            String refused = ask(client, "{'action':'channel.history','data':{'channel':'kept.a'},'id':1}");
            assertTrue(refused.startsWith(json("{'action':'error','data':{'message':'")), refused);
            assertTrue(refused.endsWith(json("ask for less.','code':'too-large'},'id':1}")), refused);
            String less = ask(client, "{'action':'channel.history','data':{'channel':'kept.a','limit':3}}");
            assertTrue(less.contains("\"offset\":8"), less);
        }
    }

    @ParameterizedTest(name = "{0} of {1}")
    @DisplayName("what is not allowed is refused, and nothing of it happens")
    @CsvSource({
        "channel.subscribe, secret",
        "channel.publish, secret",
        "channel.presence, secret",
        "channel.history, secret",
        "channel.publish, read-only",
        "channel.presence, read-only"
    })
    void forbidden(String action, String channel) {
        assertAnswer(
                "{'action':'error','data':{'message':'You may not do this with this channel.','code':'forbidden'},'id':1}",
                "{'action':'" + action + "','data':{'channel':'" + channel + "','data':1},'id':1}");
        publish(channel, "1");
        assertEquals(1, ada.received().size());
    }

    @Test
    @DisplayName("a publication that is larger than the channel takes is refused")
    void largePublication() {
        assertAnswer(
                "{'action':'error','data':{'message':'A publication of 1001 bytes is too large for this channel, which"
                        + " takes 1000.','code':'too-large'}}",
                "{'action':'channel.publish','data':{'channel':'a','data':'" + "x".repeat(1001) + "'}}");
        String most = ask(ada, "{'action':'channel.publish','data':{'channel':'a','data':'" + "x".repeat(1000) + "'}}");
        assertTrue(most.contains("\"offset\":1"), most);
    }

    @Test
    @DisplayName("a connection follows so many channels and no more, and may subscribe again to one that it follows")
    void tooMany() {
        component.start(new ActionOptions(2, OnInvalid.ERROR));
        subscribe(ada, "a");
        subscribe(ada, "b");
        String many = json("{'action':'error','data':{'message':'A connection follows at most 2 channels.',"
                + "'code':'too-many'},'id':1}");
        assertEquals(many, subscribe(ada, "c"));
        assertTrue(subscribe(ada, "b").startsWith("{\"action\":\"channel.subscribe\""));
        ask(ada, "{'action':'channel.unsubscribe','data':{'channel':'a'}}");
        assertTrue(subscribe(ada, "c").startsWith("{\"action\":\"channel.subscribe\""));
        assertEquals(many, subscribe(ada, "a"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("data that an action does not take is refused, and the answer names the member")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'action':'channel.subscribe'} | data",
                "{'action':'channel.subscribe','data':null} | data",
                "{'action':'channel.subscribe','data':'a'} | data",
                "{'action':'channel.subscribe','data':{}} | data.channel",
                "{'action':'channel.subscribe','data':{'channel':1}} | data.channel",
                "{'action':'channel.subscribe','data':{'channel':''}} | data.channel",
                "{'action':'channel.subscribe','data':{'channel':'a b'}} | data.channel",
                "{'action':'channel.subscribe','data':{'channel':'a\\u0000'}} | data.channel",
                "{'action':'channel.subscribe','data':{'channel':'\\ud800'}} | data.channel",
                "{'action':'channel.subscribe','data':{'channel':'a','channel':'b'}} | channel",
                "{'action':'channel.subscribe','data':{'channel':'a','since':1}} | data.since",
                "{'action':'channel.subscribe','data':{'channel':'a','since':{}}} | data.since",
                "{'action':'channel.subscribe','data':{'channel':'a','since':{'epoch':'e','offset':-1}}} | data.since",
                "{'action':'channel.subscribe','data':{'channel':'a','since':{'epoch':'e','offset':1e99}}} | data.since",
                "{'action':'channel.publish','data':{'channel':'a'}} | data.data",
                "{'action':'channel.history','data':{'channel':'a','limit':-1}} | data.limit",
                "{'action':'channel.history','data':{'channel':'a','limit':1001}} | data.limit",
                "{'action':'channel.presence','data':{'channel':'a','limit':'5'}} | data.limit",
                "{'data':{}} | action",
                "{'action':null} | action",
                "{'action':5} | action",
                "{'action':'hb','action':'hb'} | action",
                "{'action':'hb','id':{}} | id",
                "{'action':'hb','id':true} | id"
            })
    void invalid(String message, String field) {
        String answer = ask(ada, message);
        assertTrue(answer.startsWith("{\"action\":\"error\",\"data\":{\"message\":"), answer);
        assertTrue(answer.endsWith(json("'code':'invalid','field':'" + field + "'}}")), answer);
        assertTrue(ada.isOpen());
    }

    @Test
    @DisplayName(
            "PAR-302 an unknown action, and what is no message at all, is told to the sender, and the connection stays")
    void notUnderstood() {
        assertAnswer(
                "{'action':'error','data':{'message':'There is no such action here.','code':'unknown-action'},'id':1.50}",
                "{'action':'sing','data':{},'id':1.50}");
        String none =
                "{'action':'error','data':{'message':'This is no JSON, or deeper than 100 levels.','code':'invalid'}}";
        assertAnswer(none, "hello");
        assertAnswer(none, "");
        assertAnswer(none, "{'action':'hb'");
        assertAnswer(none, "[".repeat(60_000));
        assertAnswer("{'action':'error','data':{'message':'A message is a JSON object.','code':'invalid'}}", "[1]");
        assertTrue(ada.isOpen());
    }

    @Test
    @DisplayName(
            "PAR-301 where it is wanted, what is no message of the dialect is fatal: it is told, and closed with 1007")
    void fatal() {
        component.start(new ActionOptions(1, OnInvalid.CLOSE));
        assertAnswer(
                "{'action':'fatalError','data':{'message':'A message has an action, a string of at most 200 characters.',"
                        + "'code':'invalid','field':'action'},'id':3}",
                "{'id':3}");
        assertFalse(ada.isOpen());
        assertEquals(1007, ada.closeInfo().orElseThrow().code());
    }

    @Test
    @DisplayName("PAR-306 a binary message closes with 1003")
    void binary() {
        ada.sendBinary((byte) '{', (byte) '}');
        assertEquals(1003, ada.closeInfo().orElseThrow().code());
    }

    @Test
    @DisplayName("the id is repeated as it was written, and one of null is none")
    void ids() {
        assertAnswer("{'action':'hb','id':1.50e1}", "{'action':'hb','id':1.50e1}");
        assertAnswer("{'action':'hb','id':'\\u0041'}", "{'action':'hb','id':'\\u0041'}");
        assertAnswer("{'action':'hb'}", "{'action':'hb','id':null,'data':{},'more':[{'id':5}]}");
        String longest = "'" + "x".repeat(62) + "'";
        assertAnswer("{'action':'hb','id':" + longest + "}", "{'action':'hb','id':" + longest + "}");
        assertTrue(ask(ada, "{'action':'hb','id':'" + "x".repeat(63) + "'}").contains("\"field\":\"id\""));
    }

    @Test
    @DisplayName("a token that comes in a message where none is taken is refused")
    void token() {
        assertAnswer(
                "{'action':'error','data':{'message':'No tokens are taken in messages here.','code':'not-enabled'}}",
                "{'action':'auth.refresh','data':{'token':'x'}}");
    }

    @Test
    @DisplayName("who publishes faster than the channel takes is refused, and the connection stays")
    void tooFast() {
        String message = "{'action':'channel.publish','data':{'channel':'slow','data':1}}";
        assertTrue(ask(ada, message).contains("\"offset\":1"));
        ask(ada, message);
        assertAnswer(
                "{'action':'error','data':{'message':'These are too many publications in a second.','code':'too-fast'}}",
                message);
    }

    @Test
    @DisplayName("a fault of the server is told without its text, and the connection stays")
    void fault() {
        assertAnswer(
                "{'action':'error','data':{'message':'Internal server error.','code':'internal'},'id':1}",
                "{'action':'channel.publish','data':{'channel':'fails','data':1},'id':1}");
        assertTrue(ada.isOpen());
    }

    @Test
    @DisplayName("what an application publishes, and to some only, comes in the same form")
    void applications() {
        subscribe(ada, "a");
        publish("a", "\"text\"");
        assertEquals(
                json("{'action':'channel.message','channel':'a','offset':1,'data':'text'}"),
                ada.received().get(1));
    }
}
