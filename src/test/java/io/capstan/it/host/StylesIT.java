package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.SessionServlet;
import io.capstan.it.host.app.Stall;
import io.capstan.it.host.app.Web;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The annotated style, alone and together with the others. */
@ExtendWith(ArquillianExtension.class)
class StylesIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** A card for a component in the annotated style. */
    @ServerEndpoint(value = "/casino/{table}", configurator = GateConfigurator.class)
    public static class Casino extends ComponentEndpoint {
        @Inject
        Stall.Dealer dealer;

        @Override
        protected Object component() {
            return dealer;
        }
    }

    /** A card whose component is nothing of the kind. */
    @ServerEndpoint(value = "/empty-handed", configurator = GateConfigurator.class)
    public static class EmptyHanded extends ComponentEndpoint {
        @Override
        protected Object component() {
            return "no component";
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withBeansXml(
                Wars.of("styles", Stall.class, Casino.class, EmptyHanded.class, Journal.class, ControlServlet.class)
                        .addClasses(Stall.class.getDeclaredClasses())
                        .addClass(SessionServlet.class));
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade();
    }

    @Test
    @DisplayName("PAR-002 PAR-100 handlers get message, path and query parameters, connection, caller and handshake")
    void parameters() {
        try (RawWebSocket client = open("/stall/corner/7?price=3&unit=DOZEN&tag=a&tag=b%20c&name=other&number=x")) {
            assertEquals("welcome to corner 8 at /stall/{name}/{number}", client.receiveText());
            client.send("{\"sku\":\"egg\",\"pieces\":2,\"notes\":[\"fresh\"],\"unknown\":[{}]}");
            assertEquals("{\"sku\":\"egg[fresh][a, b c]true\",\"total\":72}", client.receiveText());
            client.send(RawFrame.binary((byte) 1, (byte) -1));
            assertEquals("so many: 2", client.receiveText());
            assertArrayEquals(new byte[] {1, -1}, client.receiveBinary());
            client.closeAndAwait(4001, "");
        }
        control.awaitJournal("corner", "close 4001 false");
    }

    @Test
    @DisplayName("a query parameter that is missing has its default, or is empty")
    void defaults() {
        try (RawWebSocket client = open("/stall/bare/1")) {
            client.receiveText();
            client.send("{\"sku\":\"egg\",\"pieces\":2,\"notes\":[]}");
            assertEquals("{\"sku\":\"egg[][]true\",\"total\":4}", client.receiveText());
        }
    }

    @Test
    @DisplayName("a path or query parameter that does not fit its type closes with 1008 and says which one it is")
    void unfit() {
        try (RawWebSocket client = open("/stall/unfit/seven")) {
            assertEquals(
                    "The path variable 'number' has a value that does not fit",
                    client.expectClose(1008).closeReason());
        }
        control.awaitJournal("unfit", "error ClientException", "close 1008 false");
        try (RawWebSocket client = open("/stall/unfit-query/7?price=dear")) {
            client.receiveText();
            client.send("{\"sku\":\"egg\",\"pieces\":2,\"notes\":[]}");
            assertEquals(
                    "The query parameter 'price' has a value that does not fit",
                    client.expectClose(1008).closeReason());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "{\"sku\":", "{\"sku\":1}}", "{} {}", "null", "{\"pieces\":\"two\"}"})
    @DisplayName("PAR-174 JSON that is none, or cannot be bound, closes with 1007, and harms nobody")
    void unbound(String json) {
        try (RawWebSocket client = open("/stall/unbound/1")) {
            client.receiveText();
            client.send(json).expectClose(1007);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"unknown\":[", "[]]", "[{\"sku\":[", "\"", "{\"notes\":[[", "1", "-"})
    @DisplayName("PAR-174 64 KiB of brackets neither overflow a stack nor run for ever, but close with 1007")
    void deep(String part) {
        try (RawWebSocket client = open("/stall/deep/1")) {
            client.receiveText();
            client.send(part.repeat(65_000 / part.length())).expectClose(1007);
        }
        try (RawWebSocket client = open("/stall/deep/1")) {
            client.receiveText();
            client.send("{\"unknown\":" + part).expectClose(1007);
        }
    }

    @Test
    @DisplayName(
            "package-private classes and methods are called through their proxies: fields, injection, interceptors")
    void hidden() {
        try (RawWebSocket client = open("/hidden")) {
            assertEquals("marked nothing", client.send("first").receiveText());
            assertEquals("marked first", client.send("second").receiveText());
            assertArrayEquals(
                    new byte[] {5}, client.send(RawFrame.binary((byte) 5)).receiveBinary());
        }
    }

    @Test
    @DisplayName("a stage is replied when it is complete; one that fails is an error of its handler")
    void stages() {
        try (RawWebSocket client = open("/later")) {
            assertEquals("later a", client.send("").send("a").receiveText());
            client.send("fail");
            assertEquals("sorry", client.receiveText());
            assertEquals("Internal server error", client.expectClose(1011).closeReason());
        }
        control.awaitJournal("later", "secret");
    }

    @Test
    @DisplayName("a bean mixes both styles; @RolesAllowed on an annotated handler holds")
    void mixed() {
        try (RawWebSocket client = open("/mixed")) {
            assertEquals("by interface", client.receiveText());
            assertEquals("{\"sum\":6}", client.send("[1,2,3]").receiveText());
            client.send(RawFrame.binary((byte) 1)).expectClose(4403);
        }
    }

    @Test
    @DisplayName("constraints of parameters hold, and close with 1007, where the server has a provider of them")
    void constraints() {
        try (RawWebSocket client = open("/checked")) {
            assertEquals("Moby Dick", client.send("{\"text\":\"Moby Dick\"}").receiveText());
            client.send("{\"text\":\" \"}");
            if (Host.current() == Host.EMBEDDED) {
                assertEquals(" ", client.receiveText());
                return;
            }
            assertEquals("This message is not valid", client.expectClose(1007).closeReason());
        }
        control.awaitJournal("checked", "ConstraintViolationException");
        try (RawWebSocket client = open("/checked")) {
            client.send("{\"text\":\"" + "long ".repeat(10) + "\"}").expectClose(1011); // it is no fault of the client
        }
    }

    @Test
    @DisplayName("a handler gets the HTTP session; a client without one is told 4401")
    void session() {
        Web web = Web.withSession(base);
        web.session("set", "blue");
        try (RawWebSocket client = web.request("/members").upgrade()) {
            assertEquals("blue", client.send("value").receiveText());
            client.send("nothing").pingPong("no reply");
        }
        try (RawWebSocket client = open("/members")) {
            client.send("value").expectClose(4401);
        }
    }

    @Test
    @DisplayName("a card takes a component in the annotated style; one that is no component closes with 1011")
    void card() {
        try (RawWebSocket client = open("/casino/baccarat")) {
            assertEquals("baccarat two", client.send("two").receiveText());
        }
        try (RawWebSocket client = open("/empty-handed")) {
            client.expectClose(1011);
        }
    }
}
