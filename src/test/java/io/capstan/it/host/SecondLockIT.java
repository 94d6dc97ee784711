package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpFilter;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.net.URL;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A handshake that reaches the engine and did not pass the gate is refused by the configurator. */
@ExtendWith(ArquillianExtension.class)
class SecondLockIT {

    @ArquillianResource
    @OperateOnDeployment("past")
    URL past;

    @ArquillianResource
    @OperateOnDeployment("filterless")
    URL filterless;

    /** Has the lock and is no endpoint that the gate knows: it lets requests for it pass, and they have no passage. */
    @ServerEndpoint(value = "/past/{x}", configurator = GateConfigurator.class)
    public static class Past {
        @OnOpen
        public void open() {
            CDI.current().select(Journal.class).get().add("past open");
        }

        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    /** An ordinary card. */
    @ServerEndpoint(value = "/card", configurator = GateConfigurator.class)
    public static class Card extends ComponentEndpoint {
        @Override
        protected MessageComponent component() {
            return new Opened();
        }
    }

    /** Says that it was opened. */
    public static class Opened implements MessageComponent {
        @Override
        public void onOpen(Connection connection) {
            CDI.current().select(Journal.class).get().add("card open");
            connection.send("open");
        }
    }

    /** Lets everything pass. */
    public static class Passing extends HttpFilter {
        private static final long serialVersionUID = 1L;
    }

    @Deployment(name = "past", testable = false)
    static Archive<?> past() {
        return Wars.of("past", Past.class, Card.class, Opened.class, Journal.class, ControlServlet.class);
    }

    /** Another filter has taken the name of the gate's, so that the server registers that one and not the gate's. */
    @Deployment(name = "filterless", testable = false)
    static Archive<?> filterless() {
        return Wars.of("filterless", Card.class, Opened.class, Passing.class, Journal.class, ControlServlet.class)
                .setWebXML(new StringAsset("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                        + "<filter><filter-name>io.capstan.gate.GateFilter</filter-name>"
                        + "<filter-class>" + Passing.class.getName() + "</filter-class>"
                        + "<async-supported>true</async-supported></filter>"
                        + "<filter-mapping><filter-name>io.capstan.gate.GateFilter</filter-name>"
                        + "<url-pattern>/*</url-pattern></filter-mapping></web-app>"));
    }

    @Test
    @DisplayName("PAR-050 NOT-21 a handshake past the gate is refused, whatever its origin, and no callback runs")
    void pastTheGate() {
        URI base = URI.create(past.toString());
        int refused = Host.current() == Host.PAYARA ? 403 : 404; // by the engine; see docs/containers.md
        for (String origin : List.of("http://evil.example", "http://" + base.getHost() + ":" + base.getPort())) {
            try (RawSocket socket = RawSocket.connect(base)) {
                assertEquals(
                        refused,
                        socket.get("/past/x").header("Origin", origin).answer().status());
            }
        }
        try (RawSocket socket = RawSocket.connect(base)) {
            assertEquals(refused, socket.get("/past/x").answer().status());
        }
        assertEquals(List.of(), new Control(base).journal("past"));
        try (RawWebSocket client = RawSocket.connect(base).get("/card").upgrade()) {
            assertEquals("open", client.receiveText());
        }
    }

    @Test
    @DisplayName("PAR-050 with the filter taken away nobody comes in; the embedded server reads no web.xml that could")
    void withoutFilter() {
        URI base = URI.create(filterless.toString());
        try (RawSocket socket = RawSocket.connect(base)) {
            int status = socket.get("/card").answer().status();
            switch (Host.current()) {
                case EMBEDDED -> assertEquals(101, status);
                case WILDFLY -> assertEquals(404, status);
                case PAYARA -> assertEquals(403, status);
            }
        }
        assertTrue(Host.current() == Host.EMBEDDED
                || new Control(base).journal("card").isEmpty());
    }
}
