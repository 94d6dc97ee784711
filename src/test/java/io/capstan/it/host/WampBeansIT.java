package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capstan.it.client.JdkWebSocket;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Greengrocer;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beans answer the calls of WAMP clients, and take what they publish. */
@ExtendWith(ArquillianExtension.class)
class WampBeansIT {
    @ArquillianResource
    URL url;

    private JdkWebSocket client;
    private long requests = 1;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.withBeansXml(
                        Wars.of("wampbeans", Greengrocer.class).addClasses(Greengrocer.class.getDeclaredClasses())),
                "capstan.wamp.route=/wamp",
                "capstan.wamp.realms=realm1",
                "capstan.wamp.auth=anonymous");
    }

    @BeforeEach
    void join() throws Exception {
        URI route = url.toURI().resolve("wamp");
        client = JdkWebSocket.connect(route, "wamp.2.json");
        client.send(json("[1,'realm1',{'roles':{'caller':{'features':{'call_canceling':true}},'subscriber':{},"
                + "'publisher':{}}}]"));
        assertTrue(client.awaitText().startsWith("[2,"));
    }

    @AfterEach
    void leave() {
        client.close();
    }

    /** Single quotation marks stand for double ones. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private String call(String procedure, String options, String arguments) {
        client.send("[48," + requests++ + "," + json(options) + ",\"" + procedure + "\"" + json(arguments) + "]");
        return client.awaitText();
    }

    @ParameterizedTest(name = "{0}{1}")
    @DisplayName("a call gets what the method returns, or what its error is")
    @CsvSource(
            delimiter = '|',
            value = {
                "grocer.price | ,['egg']                  | [50,1,{},[{'cents':30,'what':'egg'}]]",
                "grocer.price | ,['egg',2]                | [50,1,{},[{'cents':60,'what':'egg'}]]",
                "grocer.price | ,[],{'what':'egg','pieces':3} | [50,1,{},[{'cents':90,'what':'egg'}]]",
                "grocer.price | ,['truffle']              | [8,48,1,{},'grocer.sold_out',['There is no truffle left.']]",
                "grocer.price | ''                        | [8,48,1,{},'wamp.error.invalid_argument',['The argument 0, 'what', is missing.']]",
                "grocer.order | ,[{'what':'egg','pieces':2}] | [50,1,{},['2 egg for ']]",
                "grocer.order | ,[7]                      | [8,48,1,{},'wamp.error.invalid_argument',['The argument 0, 'order', is not what is expected here.']]",
                "grocer.cash  | ''                        | [8,48,1,{},'wamp.error.not_authorized',['You may not call this.']]",
                "grocer.refuse | ''                       | [8,48,1,{},'grocer.closed',['closed'],{'until':8}]",
                "grocer.later | ''                        | [50,1,{},['later']]",
                "grocer.stream | ''                       | [50,1,{},[['apple','pear']]]",
                "grocer.any.thing | ''                    | [50,1,{},['grocer.any.thing']]",
                "grocer.ask   | ,['grocer.any.x','y']     | [50,1,{},['grocer.any.x']]",
                "grocer.none  | ''                        | [8,48,1,{},'wamp.error.no_such_procedure',['There is no procedure grocer.none.']]"
            })
    void answers(String procedure, String arguments, String expected) {
        String given = arguments.equals("''") ? "" : arguments;
        assertEquals(
                json(expected).replace("\"what\", is", "'what', is").replace("\"order\", is", "'order', is"),
                call(procedure, "{}", given));
    }

    @Test
    @DisplayName("violated constraints are told, each with path, message and code")
    void violations() {
        assumeTrue(Host.current() != Host.EMBEDDED, "the embedded server has no Jakarta Validation");
        String error = call("grocer.order", "{'x':1}", ",[{'what':'','pieces':2}]");
        assertTrue(error.contains("wamp.error.invalid_argument"), error);
        assertTrue(error.contains("\"path\":\"order.what\"") && error.contains("\"code\":\"NotBlank\""), error);
    }

    @Test
    @DisplayName("of an unexpected failure the caller learns an id and nothing else")
    void broken() {
        String error = call("grocer.broken", "{}", "");
        assertTrue(
                error.matches("\\[8,48,1,\\{},\"wamp.error.runtime_error\",\\[\"Internal server error\"],"
                        + "\\{\"reference\":\"[0-9a-f]{12}\"}]"),
                error);
    }

    @Test
    @DisplayName("results in parts come one by one, where they are wanted")
    void progress() {
        assertEquals("[50,1,{\"progress\":true},[1]]", call("grocer.count", "{'receive_progress':true}", ",[3]"));
        assertEquals("[50,1,{\"progress\":true},[2]]", client.awaitText());
        assertEquals("[50,1,{},[\"done\"]]", client.awaitText());
        assertEquals("[50,2,{},[\"done\"]]", call("grocer.count", "{}", ",[3]"));
        assertEquals("[50,3,{\"progress\":true},[\"apple\"]]", call("grocer.stream", "{'receive_progress':true}", ""));
        assertEquals("[50,3,{\"progress\":true},[\"pear\"]]", client.awaitText());
        assertEquals("[50,3,{}]", client.awaitText());
    }

    @Test
    @DisplayName("a call that is canceled interrupts the method")
    void cancel() {
        client.send(json("[32,900,{},'grocer.woken']"));
        assertTrue(client.awaitText().startsWith("[33,900,"));
        client.send(json("[32,901,{},'grocer.asleep']"));
        assertTrue(client.awaitText().startsWith("[33,901,"));
        client.send(json("[48,902,{},'grocer.sleep']"));
        assertTrue(client.awaitText().startsWith("[36,"));
        client.send(json("[49,902,{'mode':'killnowait'}]"));
        String first = client.awaitText();
        String second = client.awaitText();
        String both = first + second;
        assertTrue(both.contains("wamp.error.canceled") && both.contains("[36,"), both);
    }

    @Test
    @DisplayName("a call that is canceled before the method begins is answered too")
    void cancelAtOnce() {
        for (int request = 920; request < 970; request++) {
            client.send(json("[48," + request + ",{},'grocer.sleep']"));
            client.send(json("[49," + request + ",{'mode':'kill'}]"));
            assertEquals(json("[8,48," + request + ",{},'wamp.error.canceled']"), client.awaitText());
        }
    }

    @Test
    @DisplayName("publications reach methods, and what these publish reaches clients")
    void publications() {
        client.send(json("[32,900,{},'grocer.confirmed']"));
        assertTrue(client.awaitText().startsWith("[33,900,"));
        client.send(json("[32,901,{},'grocer.noted']"));
        assertTrue(client.awaitText().startsWith("[33,901,"));
        client.send(json("[16,902,{},'grocer.orders',[{'what':'egg','pieces':2}]]"));
        assertTrue(client.awaitText().endsWith(json("{},['egg'],{'topic':'grocer.orders'}]")));
        client.send(json("[16,903,{},'grocer.north.weather',['sun']]"));
        assertTrue(client.awaitText().endsWith(json("{},['grocer.north.weather sun']]")));
    }
}
