package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.JdkWebSocket;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Newsroom;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients of the first version of WAMP, at the router and at a component of the application. */
@ExtendWith(ArquillianExtension.class)
class WampV1IT {
    private static final String OLD = "wamp";
    private static final String JSON = "wamp.2.json";

    @ArquillianResource
    URL url;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.withBeansXml(Wars.of("wampv1", Newsroom.class)),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.realms=realm1",
                "capstan.wamp.realm.realm1.auth=anonymous,wampcra",
                "capstan.wamp.principals=ann",
                "capstan.wamp.principal.ann.role=clerk",
                "capstan.wamp.principal.ann.secret=tea");
    }

    /** Single quotation marks stand for double ones. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private JdkWebSocket connect(String path, String subprotocol, String... more) throws Exception {
        URI route = url.toURI().resolve(path);
        return JdkWebSocket.connect(route, subprotocol, more);
    }

    private JdkWebSocket old(String path) throws Exception {
        JdkWebSocket client = connect(path, OLD);
        assertEquals(OLD, client.subprotocol());
        String welcome = client.awaitText();
        assertTrue(welcome.matches("\\[0,\"[0-9A-Za-z_-]{22}\",1,\"Capstan\"]"), welcome);
        return client;
    }

    private JdkWebSocket modern(String path) throws Exception {
        JdkWebSocket client = connect(path, JSON);
        client.send(json("[1,'realm1',{'roles':{'caller':{},'callee':{},'subscriber':{},'publisher':{}}}]"));
        assertTrue(client.awaitText().startsWith("[2,"));
        return client;
    }

    /** All that a client has said before has been done. */
    private static void settle(JdkWebSocket client) {
        client.send(json("[2,'settled','nobody']"));
        assertTrue(client.awaitText().startsWith(json("[4,'settled',")));
    }

    @Test
    @DisplayName("PAR-200 PAR-214 the second version is spoken with clients of both, in whatever order they name them")
    void negotiation() throws Exception {
        for (String path : new String[] {"wamp", "newsroom"}) {
            try (JdkWebSocket both = connect(path, OLD, JSON);
                    JdkWebSocket one = connect(path, OLD)) {
                assertEquals(JSON, both.subprotocol());
                assertEquals(OLD, one.subprotocol());
            }
        }
        assertEquals(426, JdkWebSocket.refusedStatus(url.toURI().resolve("newsroom")));
    }

    @Test
    @DisplayName("PAR-208 clients of both versions share topics and procedures at the router")
    void shared() throws Exception {
        try (JdkWebSocket ann = old("wamp");
                JdkWebSocket bob = modern("wamp")) {
            ann.send(json("[1,'ex','http://example.com/']")).send(json("[5,'ex:news#1']"));
            settle(ann);
            bob.send(json("[32,1,{},'http://example.com/news%231']"));
            assertTrue(bob.awaitText().startsWith("[33,1,"));
            bob.send(json("[16,2,{},'http://example.com/news%231',['x']]"));
            assertEquals(json("[8,'http://example.com/news#1','x']"), ann.awaitText());
            ann.send(json("[7,'ex:news#1',{'a':1}]"));
            assertEquals(json("[8,'http://example.com/news#1',{'a':1}]"), ann.awaitText());
            assertTrue(bob.awaitText().endsWith(json("{},[{'a':1}]]")));
            bob.send(json("[64,3,{},'shop.price']"));
            assertTrue(bob.awaitText().startsWith("[65,3,"));
            ann.send(json("[2,'c1','shop.price','tea',2]"));
            assertTrue(bob.awaitText().endsWith(json("['tea',2]]")));
            bob.send(json("[70,1,{},[30]]"));
            assertEquals(json("[3,'c1',30]"), ann.awaitText());
        }
    }

    @Test
    @DisplayName("who signs the challenge with its secret is known by its name")
    void authentication() throws Exception {
        try (JdkWebSocket ann = old("wamp")) {
            ann.send(json("[2,'1','http://api.wamp.ws/procedure#authreq','ann']"));
            String answer = ann.awaitText();
            assertTrue(answer.startsWith(json("[3,'1','{")), answer);
            String quoted = answer.substring(8, answer.length() - 2);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("tea".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(quoted.replace("\\\"", "\"").getBytes(StandardCharsets.UTF_8));
            ann.send(json("[2,'2','http://api.wamp.ws/procedure#auth','"
                    + Base64.getEncoder().encodeToString(signature) + "']"));
            assertEquals(json("[3,'2',{'pubsub':[],'rpc':[]}]"), ann.awaitText());
            ann.send(json("[2,'3','wamp.session.count',['clerk']]"));
            assertEquals(json("[3,'3',1]"), ann.awaitText());
        }
    }

    @Test
    @DisplayName(
            "PAR-205 PAR-207 a component of the pub/sub style decides what goes where, for clients of both versions")
    void component() throws Exception {
        try (JdkWebSocket ann = old("newsroom");
                JdkWebSocket bob = modern("newsroom")) {
            ann.send(json("[5,'secret']"));
            assertTrue(ann.awaitText().startsWith(json("[4,'secret','wamp.error.not_authorized',")));
            ann.send(json("[5,'t#1']")).send(json("[5,'drop']"));
            settle(ann);
            bob.send(json("[32,1,{},'t%231']"));
            assertTrue(bob.awaitText().startsWith("[33,1,"));
            bob.send(json("[32,2,{},'secret']"));
            assertTrue(bob.awaitText().startsWith("[8,32,2,"));
            ann.send(json("[7,'drop',1]")).send(json("[7,'t#1',[1,2]]"));
            assertEquals(json("[8,'t#1',[1,2]]"), ann.awaitText());
            assertTrue(bob.awaitText().endsWith(json("{},[[1,2]]]")));
            bob.send(json("[16,3,{},'t%231',['x']]"));
            assertEquals(json("[8,'t#1','x']"), ann.awaitText());
        }
    }

    @Test
    @DisplayName("PAR-203 PAR-204 a component answers calls; what it throws is an error and no close")
    void calls() throws Exception {
        try (JdkWebSocket ann = old("newsroom")) {
            ann.send(json("[1,'n','http://example.com/news#']")).send(json("[2,'a','n:first',{'x':[null]},2]"));
            assertEquals(json("[3,'a',{'x':[null]}]"), ann.awaitText());
            ann.send(json("[2,'b','sold']"));
            assertEquals(json("[4,'b','news.sold','Sold out.']"), ann.awaitText());
            ann.send(json("[2,'c','broken']"));
            String error = ann.awaitText();
            assertTrue(error.startsWith(json("[4,'c','wamp.error.runtime_error','Internal server error',")), error);
            ann.send(json("[2,'d','sold']"));
            assertEquals(json("[4,'d','news.sold','Sold out.']"), ann.awaitText());
        }
    }

    @Test
    @DisplayName("PAR-212 K1 K2 K3 what kills others closes its own connection with 1007, and nothing else")
    void killers() throws Exception {
        for (String path : new String[] {"wamp", "newsroom"}) {
            try (JdkWebSocket bystander = old(path)) {
                bystander.send(json("[5,'t']"));
                settle(bystander);
                for (String frame : new String[] {"[7,'t',1,false,'x']", "[2,'i',['a']]", "[5,null]", "{'0':'fail'}"}) {
                    try (JdkWebSocket killer = old(path)) {
                        killer.send(json(frame));
                        assertEquals(1007, killer.awaitClose().code(), frame);
                    }
                }
                bystander.send(json("[7,'t',1]"));
                assertEquals(json("[8,'t',1]"), bystander.awaitText());
            }
        }
    }

    @Test
    @DisplayName("PAR-124 a hook that throws ends the connection that it was called for, and no other one")
    void brokenHook() throws Exception {
        try (JdkWebSocket bystander = old("newsroom");
                JdkWebSocket ann = old("newsroom")) {
            ann.send(json("[7,'broken',1]"));
            assertEquals(1011, ann.awaitClose().code());
            settle(bystander);
        }
    }
}
