package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Gatekeeper;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Market;
import io.capstan.it.host.app.UsersServlet;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Typed messages: actions, their data, replies, errors and receivers, the same on every server. */
@ExtendWith(ArquillianExtension.class)
class OnActionIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.withBeansXml(Wars.of(
                                "actions",
                                Market.class,
                                Journal.class,
                                ControlServlet.class,
                                Gatekeeper.class,
                                UsersServlet.class)
                        .addClasses(Market.class.getDeclaredClasses())),
                "capstan.route.Kiosk.action.data=double-encoded",
                "capstan.route.Kiosk.action.violations=messages",
                "capstan.token.recheck=true",
                "capstan.token.on-failure=message");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade();
    }

    private RawWebSocket open(String path, String token) {
        return RawSocket.connect(base)
                .get(path)
                .header("Authorization", "Bearer " + token)
                .upgrade();
    }

    /** Single quotation marks stand for double ones. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String ask(RawWebSocket client, String message) {
        return client.send(json(message)).receiveText();
    }

    private static void assertAnswer(RawWebSocket client, String expected, String message) {
        assertEquals(json(expected), ask(client, message));
    }

    @Test
    @DisplayName("PAR-300 PAR-304 data is bound to a record, and what the method returns is the reply")
    void bound() {
        try (RawWebSocket client = open("/market/north", "test/ada//0")) {
            String show = "'sku':'egg','pieces':2,'day':'2026-02-28'";
            assertAnswer(
                    client,
                    "{'action':'show','data':{'by':'northada12','price':1.10,'sku':'egg'},'id':'a'}",
                    " {'action':'show','data':{" + show + "},'id':'a'}\n");
            assertAnswer(
                    client,
                    "{'action':'basket','data':2}",
                    "{'action':'basket','data':{'items':[{" + show + "},{" + show + "}]}}");
            assertAnswer(
                    client,
                    "{'action':'named','data':'egg3','id':7}",
                    "{'action':'named','data':{'sku':'egg','pieces':3},'id':7}");
            assertAnswer(
                    client,
                    "{'action':'later','data':[{'by':'','price':1,'sku':'x'}],'id':8}",
                    "{'action':'later','data':'x','id':8}");
        }
        assertTrue(control.journal("counted").contains("show"), "interceptors run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "7",
                "{}",
                "{'data':{}}",
                "{'action':null,'data':{}}",
                "{'action':'show'}",
                "{'action':'show','data':null,'id':1}"
            })
    @DisplayName("PAR-301 NOT-16 what is no action, or has no data, gets fatalError and 1007; others do not notice")
    void broken(String message) {
        try (RawWebSocket bystander = open("/market/north");
                RawWebSocket client = open("/market/north")) {
            String answer = ask(client, message);
            assertTrue(answer.startsWith(json("{'action':'fatalError','data':{'message':'")), answer);
            client.expectClose(1007);
            bystander.pingPong("still here");
            assertAnswer(bystander, "{'action':'hb'}", "{'action':'hb'}");
        }
    }

    @Test
    @DisplayName("PAR-302 an unknown action is an error for its sender, and the connection stays")
    void unknown() {
        try (RawWebSocket client = open("/market/north")) {
            assertAnswer(
                    client,
                    "{'action':'error','data':{'message':'There is no such action here.','code':'unknown-action'},'id':1}",
                    "{'action':'nothing','data':{},'id':1}");
            assertAnswer(client, "{'action':'hb'}", "{'action':'hb'}");
        }
    }

    @Test
    @DisplayName("PAR-306 a binary message gets fatalError and 1003")
    void binary() {
        try (RawWebSocket client = open("/market/north")) {
            client.send(RawFrame.binary((byte) 1));
            assertEquals(
                    json(
                            "{'action':'fatalError','data':{'message':'There are no binary messages here.','code':'invalid'}}"),
                    client.receiveText());
            client.expectClose(1003);
        }
    }

    @Test
    @DisplayName("PAR-303 a ClientException is told with exactly its text, and closes only if it is fatal")
    void clientExceptions() {
        try (RawWebSocket client = open("/market/north")) {
            assertAnswer(
                    client,
                    "{'action':'error','data':{'message':'Sold \\'out\\'','code':'sold-out'},'id':1}",
                    "{'action':'fail','data':'told','id':1}");
            assertAnswer(
                    client,
                    "{'action':'fatalError','data':{'message':'Gone','code':'refused'}}",
                    "{'action':'fail','data':'fatal'}");
            client.expectClose(1008);
        }
    }

    @Test
    @DisplayName("PAR-303 beans say what is told of exceptions that know nothing of clients")
    void mappers() {
        try (RawWebSocket client = open("/market/north")) {
            assertAnswer(
                    client,
                    "{'action':'error','data':{'message':'There is no such product.','code':'not-found'},'id':1}",
                    "{'action':'show','data':{'sku':'nothing','pieces':1},'id':1}");
            assertAnswer(
                    client,
                    "{'action':'error','data':{'message':'There is no such product.','code':'not-found'},'id':2}",
                    "{'action':'later','id':2}");
            assertAnswer(
                    client,
                    "{'action':'fatalError','data':{'message':'That cannot be counted.','code':'uncountable'}}",
                    "{'action':'divide','data':0}");
            client.expectClose(1008);
        }
    }

    @Test
    @DisplayName("NOT-16 PAR-126 of any other exception a client learns an id, which the log has too, and nothing else")
    void internal() {
        try (RawWebSocket client = open("/market/north")) {
            String answer = ask(client, "{'action':'fail','data':'other','id':1}");
            assertEquals(
                    json("{'action':'fatalError','data':{'message':'Internal server error','code':'internal',"
                            + "'reference':'#'},'id':1}"),
                    answer.replaceAll("\"[0-9a-f]{12}\"", "\"#\""));
            client.expectClose(1011);
            if (Host.current() != Host.EMBEDDED) { // whose tests' JVM has a logger of Arquillian's
                String id = answer.replaceAll(".*\"([0-9a-f]{12})\".*", "$1");
                assertTrue(control.journal("logged").contains(id + " jdbc:secret"), "the line of the log has the id");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en-GB, de;q=0.5 | must not be blank        | must be greater than 0
            de              | darf nicht leer sein     | muss größer als 0 sein
            fr-CH, en;q=0.1 | ne doit pas être vide    | doit être supérieur à 0
            """)
    @DisplayName("PAR-310 PAR-311 violated constraints are told with path, message in the client's language, and code")
    void violations(String languages, String blank, String positive) {
        assumeTrue(Host.current() != Host.EMBEDDED, "it brings no provider of Jakarta Validation");
        RawSocket socket = RawSocket.connect(base);
        try (RawWebSocket client =
                socket.get("/market/north").header("Accept-Language", languages).upgrade()) {
            assertAnswer(
                    client,
                    "{'action':'error','data':{'message':'The data is not valid.','code':'invalid','violations':["
                            + "{'path':'pieces','message':'" + positive + "','code':'Positive'},"
                            + "{'path':'sku','message':'" + blank + "','code':'NotBlank'}]},'id':1}",
                    "{'action':'show','data':{'sku':' ','pieces':0},'id':1}");
            assertAnswer(
                    client,
                    "{'action':'error','data':{'message':'The data is not valid.','code':'invalid','violations':["
                            + "{'path':'sku','message':'" + blank + "','code':'NotBlank'}]}}",
                    "{'action':'named','data':{'sku':'','pieces':1}}");
            assertAnswer(
                    client,
                    "{'action':'error','data':{'message':'The data is not valid.','code':'invalid','violations':["
                            + "{'path':'items[1].sku','message':'" + blank + "','code':'NotBlank'}]}}",
                    "{'action':'basket','data':{'items':[{'sku':'a','pieces':1},{'pieces':1}]}}");
            assertAnswer(client, "{'action':'hb'}", "{'action':'hb'}");
        }
    }

    @Test
    @DisplayName("PAR-310 as a forerunner has it, violations are a list of messages")
    void messages() {
        assumeTrue(Host.current() != Host.EMBEDDED, "it brings no provider of Jakarta Validation");
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/kiosk/north")
                .header("Accept-Language", "en")
                .upgrade()) {
            assertAnswer(
                    client,
                    "{'action':'error','data':['must be greater than 0','must not be blank'],'id':1}",
                    "{'action':'show','data':{'sku':' ','pieces':0},'id':1}");
        }
    }

    @Test
    @DisplayName("PAR-304 as a forerunner has it, data of replies is JSON in a JSON string")
    void doubleEncoded() {
        try (RawWebSocket client = open("/kiosk/north")) {
            assertEquals(
                    "{\"action\":\"named\",\"data\":\"\\\"egg2\\\"\"}",
                    ask(client, "{'action':'named','data':{'sku':'egg','pieces':2}}"));
        }
    }

    @Test
    @DisplayName("@RolesAllowed on a method holds for its action")
    void roles() {
        try (RawWebSocket client = open("/market/north", "test/ada//0");
                RawWebSocket clerk = open("/market/north", "test/carl/clerk/0")) {
            assertAnswer(
                    client,
                    "{'action':'error','data':{'message':'You may not do this.','code':'forbidden'}}",
                    "{'action':'till'}");
            assertAnswer(clerk, "{'action':'till','data':'carl'}", "{'action':'till'}");
        }
    }

    @Test
    @DisplayName("PAR-305 the method chooses who gets what it returns: others, a channel")
    void receivers() {
        try (RawWebSocket client = open("/market/west");
                RawWebSocket other = open("/market/west")) {
            assertAnswer(other, "{'action':'follow','id':1}", "{'action':'follow','id':1}");
            assertAnswer(client, "{'action':'shout','id':2}", "{'action':'shout','data':'hi','id':2}");
            assertEquals(json("{'action':'shout','data':'hi'}"), other.receiveText());
            assertAnswer(client, "{'action':'announce','data':'x','id':3}", "{'action':'announce','data':'x','id':3}");
            assertEquals(
                    json("{'action':'channel.message','channel':'stand.west','data':'x'}"),
                    other.receiveText().replaceAll("\"offset\":\\d+,", ""));
        }
    }

    @Test
    @DisplayName("PAR-351 the forerunner's own four cases: invalid token, missing action, missing data, user deleted")
    void four() {
        try (RawWebSocket client = open("/market/north", "test/broken")) {
            assertEquals(json("{'action':'fatalError','data':{'message':'Invalid request'}}"), client.receiveText());
            client.expectClose(4401);
        }
        try (RawWebSocket client = open("/market/north", "test/ada//0")) {
            assertAnswer(
                    client,
                    "{'action':'fatalError','data':{'message':'A message has an action, a string of at most 200"
                            + " characters.','code':'invalid','field':'action'}}",
                    "{'data':{'sku':'egg'}}");
            client.expectClose(1007);
        }
        try (RawWebSocket client = open("/market/north", "test/ada//0")) {
            assertAnswer(
                    client,
                    "{'action':'fatalError','data':{'message':'This action needs data.','code':'invalid','field':'data'}}",
                    "{'action':'show'}");
            client.expectClose(1007);
        }
        try (RawWebSocket client = open("/market/north", "test/dora//0")) {
            assertAnswer(client, "{'action':'hb'}", "{'action':'hb'}");
            control.get("users?do=delete&name=dora");
            assertAnswer(
                    client,
                    "{'action':'fatalError','data':{'message':'Not authenticated any more'}}",
                    "{'action':'show','data':{'sku':'egg','pieces':1}}");
            client.expectClose(4401);
        }
    }
}
