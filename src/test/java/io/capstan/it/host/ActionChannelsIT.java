package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Channel;
import io.capstan.Channels;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Route;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Gatekeeper;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients follow channels in the action dialect. */
@ExtendWith(ArquillianExtension.class)
class ActionChannelsIT {
    private static final int PUBLICATIONS = 3000;
    private static final Pattern OFFSET = Pattern.compile("\\{\"offset\":(\\d+),\"data\":(\\d+)}");

    @ArquillianResource
    URL url;

    private URI base;

    /** Joins its connections to a channel, and publishes to it what they say; nobody here knows of a dialect. */
    @Route("/plain/{channel}")
    public static class Plain implements MessageComponent {
        @Inject
        Channels channels;

        private Channel channel(Connection connection) {
            return channels.channel(connection.variable("channel"));
        }

        @Override
        public void onOpen(Connection connection) {
            channel(connection).join(connection);
            connection.send("joined");
        }

        @Override
        public void onMessage(Connection connection, String text) {
            if (text.equals("many")) {
                for (int n = 1; n <= PUBLICATIONS; n++) {
                    channel(connection).publish(n);
                }
            } else if (text.startsWith("to me ")) {
                channel(connection).only(connection).publish(text);
            } else {
                channel(connection).publish(text);
            }
        }
    }

    /** The same for clients that speak the dialect. */
    @Route(value = "/spoken/{channel}", subprotocols = "capstan.json")
    public static class Spoken extends Plain {}

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("action", Plain.class, Spoken.class).addClass(Gatekeeper.class),
                "capstan.channels.route=/channels",
                "capstan.channels.subscriptions=3",
                "capstan.channels.rule.open.pattern=open.**",
                "capstan.channels.rule.open.subscribe=everyone",
                "capstan.channels.rule.open.publish=everyone",
                "capstan.channels.rule.open.presence=everyone",
                "capstan.channels.rule.open.history=everyone",
                "capstan.channels.rule.open.history.size=10000",
                "capstan.channels.rule.open.join-leave=true",
                "capstan.channels.rule.staff.pattern=staff.*",
                "capstan.channels.rule.staff.subscribe=role:clerk");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    private RawWebSocket open() {
        return get("/channels").upgrade();
    }

    private RawRequest get(String path) {
        return RawSocket.connect(base).get(path);
    }

    /** Single quotation marks stand for double ones. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String ask(RawWebSocket client, String message) {
        return client.send(json(message)).receiveText();
    }

    private static String subscribe(RawWebSocket client, String channel) {
        String answer = ask(client, "{'action':'channel.subscribe','data':{'channel':'" + channel + "'},'id':1}");
        assertTrue(answer.startsWith(json("{'action':'channel.subscribe','data':{'channel':'")), answer);
        return epoch(answer);
    }

    private static String epoch(String answer) {
        Matcher matcher = Pattern.compile("\"epoch\":\"([^\"]+)\"").matcher(answer);
        assertTrue(matcher.find(), answer);
        return matcher.group(1);
    }

    @Test
    @DisplayName("PAR-312 what a client publishes reaches all who have joined, in each one's own format")
    void publish() {
        try (RawWebSocket plain = get("/plain/open.a").upgrade();
                RawWebSocket spoken = get("/spoken/open.a")
                        .header("Sec-WebSocket-Protocol", "capstan.json")
                        .upgrade();
                RawWebSocket ada = open()) {
            assertEquals("joined", plain.receiveText());
            assertEquals("joined", receiveOwn(spoken));
            String epoch = subscribe(ada, "open.a");
            assertEquals(
                    json("{'action':'channel.publish','data':{'channel':'open.a','epoch':'" + epoch
                            + "','offset':1},'id':'p'}"),
                    publish(
                            ada,
                            "{'action':'channel.publish','data':{'channel':'open.a','data':{'x': [1]}},'id':'p'}"));
            assertEquals("{\"x\": [1]}", plain.receiveText());
            String message = json("{'action':'channel.message','channel':'open.a','offset':1,'data':{'x': [1]}}");
            assertEquals(message, receiveOwn(spoken));
            publish(ada, "{'action':'channel.publish','data':{'channel':'open.a','data':'caf\\u00e9'}}");
            assertEquals(
                    "café", plain.receiveText(), "a string comes to those without a dialect as what it stands for");
            plain.send("\"quoted\"");
            assertEquals(
                    json("{'action':'channel.message','channel':'open.a','offset':3,'data':'\\'quoted\\''}"),
                    ada.receiveText());
        }
    }

    /** The publication comes before the answer of the publisher, which follows the channel itself. */
    private static String publish(RawWebSocket client, String message) {
        String published = ask(client, message);
        assertTrue(published.startsWith("{\"action\":\"channel.message\""), published);
        return client.receiveText();
    }

    /** The next message that is not about who comes and goes. */
    private static String receiveOwn(RawWebSocket client) {
        String text = client.receiveText();
        while (text.startsWith("{\"action\":\"channel.joined\"") || text.startsWith("{\"action\":\"channel.left\"")) {
            text = client.receiveText();
        }
        return text;
    }

    @Test
    @DisplayName("a publication for some only has no offset, and one of the application comes as those of clients do")
    void onlySome() {
        try (RawWebSocket spoken = get("/spoken/open.some")
                .header("Sec-WebSocket-Protocol", "capstan.json")
                .upgrade()) {
            assertEquals("joined", spoken.receiveText());
            assertEquals(
                    json("{'action':'channel.message','channel':'open.some','data':'to me alone'}"),
                    spoken.send("to me alone").receiveText());
            assertEquals(
                    json("{'action':'channel.message','channel':'open.some','offset':1,'data':'to all'}"),
                    spoken.send("to all").receiveText());
        }
    }

    @Test
    @DisplayName(
            "who comes back again and again while much is published gets each publication once, in order, without a gap")
    void recover() {
        try (RawWebSocket publisher = get("/plain/open.many").upgrade()) {
            assertEquals("joined", publisher.receiveText());
            String since;
            try (RawWebSocket client = open()) {
                since = "{'epoch':'" + subscribe(client, "open.many") + "','offset':%d}";
            }
            publisher.send("many");
            long newest = 0;
            int visits = 0;
            while (newest < PUBLICATIONS) {
                visits++;
                try (RawWebSocket client = open()) {
                    newest = visit(client, since.formatted(newest), newest);
                }
            }
            assertTrue(visits > 1, "it came back: " + visits);
        }
    }

    /** Subscribes, takes what it has missed and some that come live, and goes without a word. */
    private static long visit(RawWebSocket client, String since, long before) {
        String answer =
                ask(client, "{'action':'channel.subscribe','data':{'channel':'open.many','since':" + since + "}}");
        assertTrue(answer.contains("\"recovered\":true"), answer);
        long newest = before;
        for (Matcher missed = OFFSET.matcher(answer); missed.find(); ) {
            newest++;
            assertEquals(newest, Long.parseLong(missed.group(1)));
            assertEquals(newest, Long.parseLong(missed.group(2)));
        }
        for (int live = 0; live < 50 && newest < PUBLICATIONS; live++) {
            newest++;
            assertEquals(
                    json("{'action':'channel.message','channel':'open.many','offset':" + newest + ",'data':" + newest
                            + "}"),
                    receiveOwn(client));
        }
        client.reset();
        return newest;
    }

    @Test
    @DisplayName("presence, and who comes and goes, also of a client that is gone without a word")
    void presence() {
        try (RawWebSocket ada =
                get("/channels").header("Authorization", "Bearer test/ada//0").upgrade()) {
            subscribe(ada, "open.room");
            try (RawWebSocket bob = open()) {
                subscribe(bob, "open.room");
                String joined = ada.receiveText();
                assertTrue(
                        joined.matches(
                                json("\\{'action':'channel.joined','channel':'open.room','data':\\{'id':'.{22}'}}")),
                        joined);
                String all = ask(bob, "{'action':'channel.presence','data':{'channel':'open.room'}}");
                assertTrue(all.contains("\"count\":2,"), all);
                assertTrue(all.contains(",\"user\":\"ada\"}"), all);
                bob.reset();
                assertEquals(joined.replace("joined", "left"), ada.receiveText());
            }
        }
    }

    @Test
    @DisplayName("a history is kept for those who ask, and who has unsubscribed gets nothing more")
    void history() {
        try (RawWebSocket ada = open();
                RawWebSocket bob = open()) {
            subscribe(ada, "open.news");
            assertEquals(
                    json("{'action':'channel.unsubscribe','data':{'channel':'open.news'},'id':2}"),
                    ask(ada, "{'action':'channel.unsubscribe','data':{'channel':'open.news'},'id':2}"));
            for (int n = 1; n <= 3; n++) {
                ask(bob, "{'action':'channel.publish','data':{'channel':'open.news','data':" + n + "}}");
            }
            String history = ask(ada, "{'action':'channel.history','data':{'channel':'open.news','limit':2}}");
            assertTrue(
                    history.endsWith(json("'publications':[{'offset':2,'data':2},{'offset':3,'data':3}]}}")), history);
        }
    }

    @Test
    @DisplayName("a client does what a rule lets it, follows so many channels, and a new token may let it do more")
    void rules() {
        String staff = "{'action':'channel.subscribe','data':{'channel':'staff.orders'},'id':5}";
        String forbidden = json("{'action':'error','data':{'message':'You may not do this with this channel.',"
                + "'code':'forbidden'},'id':5}");
        try (RawWebSocket kim =
                get("/channels").header("Authorization", "Bearer test/kim//0").upgrade()) {
            assertEquals(forbidden, ask(kim, staff));
            assertEquals(
                    json("{'action':'error','data':{'message':'A test token has four parts.','code':'invalid-token'},"
                            + "'id':6}"),
                    ask(kim, "{'action':'auth.refresh','data':{'token':'test/kim'},'id':6}"));
            assertEquals(
                    json("{'action':'auth.refresh','data':{},'id':7}"),
                    ask(kim, "{'action':'auth.refresh','data':{'token':'test/kim/clerk/0'},'id':7}"));
            assertTrue(ask(kim, staff).startsWith("{\"action\":\"channel.subscribe\""));
            subscribe(kim, "open.1");
            subscribe(kim, "open.2");
            assertEquals(
                    json("{'action':'error','data':{'message':'A connection follows at most 3 channels.',"
                            + "'code':'too-many'},'id':8}"),
                    ask(kim, "{'action':'channel.subscribe','data':{'channel':'open.3'},'id':8}"));
        }
    }

    @Test
    @DisplayName(
            "PAR-302 PAR-306 what is not understood is told and the connection stays; a binary message closes with 1003")
    void notUnderstood() {
        try (RawWebSocket client = open()) {
            String invalid = json("{'action':'error','data':{'message':'This is no JSON, or deeper than 100 levels.',"
                    + "'code':'invalid'}}");
            assertEquals(invalid, ask(client, "hello"));
            assertEquals(invalid, ask(client, "{'unknown':["));
            assertEquals(
                    json(
                            "{'action':'error','data':{'message':'There is no such action here.','code':'unknown-action'}}"),
                    ask(client, "{'action':'sing'}"));
            assertEquals(json("{'action':'hb'}"), ask(client, "{'action':'hb'}"));
            client.send(RawFrame.binary((byte) 1)).expectClose(1003);
        }
    }

    @Test
    @DisplayName("the subprotocol is negotiated where it is offered, and need not be")
    void subprotocol() {
        try (RawWebSocket offered = get("/channels")
                        .header("Sec-WebSocket-Protocol", "other, capstan.json")
                        .upgrade();
                RawWebSocket silent = open()) {
            assertEquals(Optional.of("capstan.json"), offered.answer().header("Sec-WebSocket-Protocol"));
            assertEquals(Optional.empty(), silent.answer().header("Sec-WebSocket-Protocol"));
        }
        assertEquals(
                426,
                get("/channels")
                        .header("Sec-WebSocket-Protocol", "other")
                        .answer()
                        .status());
    }
}
