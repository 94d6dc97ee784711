package io.capstan.it.host;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.AddressRules;
import io.capstan.CloseInfo;
import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Origins;
import io.capstan.Route;
import io.capstan.endpoint.ComponentEndpoint;
import io.capstan.endpoint.GateConfigurator;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Addresses and limits. The test is a trusted proxy, and says for each client which address it has. */
@ExtendWith(ArquillianExtension.class)
class DoorIT {
    private static final int MOST = 2;

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    /** Says who is there, and ends in several ways. */
    @Route("/door/{name}")
    @Origins({"*.a.example", "https://shop.example"})
    public static class Door implements MessageComponent {
        @Inject
        Journal journal;

        @Override
        public void onOpen(Connection connection) {
            connection.send(connection.handshake().remoteAddress().getAddress().getHostAddress() + " "
                    + connection.handshake().uri() + " "
                    + connection.handshake().secure());
        }

        @Override
        public void onMessage(Connection connection, String text) {
            switch (text) {
                case "close" -> connection.close(1000, "as told");
                case "fail" -> throw new IllegalStateException("as told");
                default -> connection.send(text);
            }
        }

        @Override
        public void onClose(Connection connection, CloseInfo close) {
            journal.add(connection.variable("name") + " " + close.code() + " " + close.reason());
        }
    }

    /** An endpoint that the engine upgrades and then cannot make. */
    @ServerEndpoint(value = "/broken", configurator = GateConfigurator.class)
    public static class Broken extends ComponentEndpoint {
        public Broken() {
            throw new IllegalStateException("as told");
        }

        @Override
        protected MessageComponent component() {
            return new MessageComponent() {};
        }
    }

    /** Changes the rules. */
    @WebServlet("/rules")
    public static class Rules extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Inject
        transient AddressRules rules;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String network = request.getParameter("network");
            String done =
                    switch (request.getParameter("do")) {
                        case "block" ->
                            String.valueOf(rules.block(network).blocked().size());
                        case "unblock" ->
                            String.valueOf(rules.unblock(network).blocked().size());
                        case "blocked" -> rules.blocked().keySet().toString();
                        default -> String.valueOf(rules.enforce());
                    };
            response.getWriter().print(done);
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("door", Door.class, Broken.class, Rules.class, Journal.class, ControlServlet.class),
                "capstan.proxies.trusted=127.0.0.0/8",
                "capstan.limits.per-address=" + MOST,
                "capstan.limits.connections=20",
                "capstan.limits.strikes=50",
                "capstan.route.Broken.origins=*");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    private RawRequest from(String address, String path) {
        return RawSocket.connect(base).get(path).add("X-Forwarded-For", address);
    }

    private RawWebSocket open(String address) {
        RawWebSocket client =
                from(address, "/door/" + address.replace(':', '-')).upgrade();
        client.receiveText();
        return client;
    }

    private int status(String address) {
        try (RawSocket socket = RawSocket.connect(base)) {
            return socket.get("/door/refused")
                    .add("X-Forwarded-For", address)
                    .answer()
                    .status();
        }
    }

    private String rules(String query) {
        return control.get("rules?do=" + query).body();
    }

    @Test
    @DisplayName("PAR-277 NOT-06 client, scheme and host behind a trusted proxy are those that it names")
    void proxy() {
        try (RawWebSocket client = from("192.0.2.1", "/door/a?b=c")
                .add("X-Forwarded-Proto", "https")
                .add("X-Forwarded-Host", "shop.example")
                .upgrade()) {
            assertEquals("192.0.2.1 wss://shop.example" + base.getPath() + "door/a?b=c true", client.receiveText());
        }
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/door/a")
                .add("Forwarded", "for=\"[2001:db8::7]:4711\";proto=https;host=shop.example")
                .upgrade()) {
            assertEquals(
                    "2001:db8:0:0:0:0:0:7 wss://shop.example" + base.getPath() + "door/a true", client.receiveText());
        }
        try (RawWebSocket client = from("nonsense, \"", "/door/a")
                .add("X-Forwarded-Proto", "%%")
                .add("X-Forwarded-Host", "a b/")
                .add("X-Forwarded-Port", "-1")
                .upgrade()) {
            assertTrue(client.receiveText().startsWith("127.0.0.1 ws://" + base.getAuthority() + "/"));
        }
    }

    @Test
    @DisplayName("PAR-050 PAR-051 the origins of the annotation may connect, others get 403")
    void origins() {
        for (String origin : List.of("https://shop.example", "http://x.y.A.example:81", "HTTPS://shop.example:443")) {
            try (RawWebSocket client =
                    from("192.0.2.2", "/door/a").add("Origin", origin).upgrade()) {
                client.receiveText();
            }
            control.awaitSize(0);
        }
        for (String origin : List.of("http://shop.example", "https://a.example", "http://" + base.getAuthority())) {
            try (RawSocket socket = RawSocket.connect(base)) {
                assertEquals(
                        403,
                        socket.get("/door/a").add("Origin", origin).answer().status());
            }
        }
    }

    @Test
    @DisplayName("PAR-276 NOT-05 each address has its limit, all have one together, and each end gives the place back")
    void limits() {
        Map<String, Consumer<RawWebSocket>> ends = new LinkedHashMap<>();
        ends.put("closed by the client", client -> client.closeAndAwait(1000, ""));
        ends.put("closed by the server", client -> client.send("close"));
        ends.put("failed", client -> client.send("fail"));
        ends.put("dropped", RawWebSocket::close);
        ends.put("reset", RawWebSocket::reset);
        ends.put("against the protocol", client -> client.send(RawFrame.of(3)));
        ends.put("not UTF-8", client -> client.send(RawFrame.of(RawFrame.TEXT, (byte) 0xff)));
        ends.forEach((name, end) -> {
            List<RawWebSocket> clients = new ArrayList<>();
            String address = "192.0.2." + (100 + name.length());
            try {
                for (int i = 0; i < MOST; i++) {
                    clients.add(open(address));
                }
                assertEquals(429, status(address), name);
                assertEquals(101, status("192.0.2.11"), "another one behind the same proxy");
                clients.forEach(end);
                await(name)
                        .atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofSeconds(1)) // as each refusal is a strike
                        .until(() -> status(address) == 101);
            } finally {
                clients.forEach(RawWebSocket::close);
            }
            control.awaitSize(0);
        });
    }

    @Test
    @DisplayName("PAR-276 what is refused halfway, or upgraded and never opened, gives its place back too")
    void neverOpened() {
        String address = "192.0.2.20";
        for (int i = 0; i < 3 * MOST; i++) {
            try (RawSocket socket = RawSocket.connect(base)) {
                assertEquals(
                        403,
                        socket.get("/door/a")
                                .add("X-Forwarded-For", address)
                                .add("Origin", "http://evil.example")
                                .answer()
                                .status());
            }
        }
        for (int i = 0; i < MOST; i++) {
            try (RawSocket socket = RawSocket.connect(base)) {
                socket.get("/broken").add("X-Forwarded-For", address).answer();
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1)) // as each refusal is a strike
                .until(() -> status(address) == 101);
        control.awaitSize(0);
        try (RawWebSocket first = open(address);
                RawWebSocket second = open(address)) {
            assertEquals(429, status(address));
            assertEquals("a", first.send("a").receiveText());
            assertEquals("b", second.send("b").receiveText());
        }
        control.awaitSize(0);
    }

    @Test
    @DisplayName("PAR-276 so many connections in all")
    void total() {
        List<RawWebSocket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                clients.add(open("198.51.100." + i));
            }
            assertEquals(429, status("198.51.100.99"));
        } finally {
            clients.forEach(RawWebSocket::close);
        }
        control.awaitSize(0);
        assertEquals(101, status("198.51.100.99"));
        control.awaitSize(0);
    }

    @Test
    @DisplayName(
            "PAR-278 NOT-13 a block refuses with 403 at once, leaves what is open as it is, or closes it with 1008")
    void blocks() {
        try (RawWebSocket open = open("203.0.113.7");
                RawWebSocket other = open("203.0.114.7")) {
            assertEquals("1", rules("block&network=203.0.113.0/24"));
            assertEquals(403, status("203.0.113.7"));
            assertEquals("still here", open.send("still here").receiveText());
            assertEquals("1", rules("enforce"));
            RawFrame close = open.receive();
            assertEquals(1008, close.closeCode());
            control.awaitJournal("203.0.113.7", "1008 This address may not connect");
            assertEquals("me too", other.send("me too").receiveText());
        } finally {
            rules("unblock&network=203.0.113.0/24");
        }
        assertEquals(101, status("203.0.113.7"));
        control.awaitSize(0);
    }

    @Test
    @DisplayName("PAR-279 an address that exceeds its limit again and again is blocked for a time")
    void strikes() {
        String address = "2001:db8::30";
        try (RawWebSocket first = open(address);
                RawWebSocket second = open("2001:db8::ffff:31")) {
            for (int i = 0; i < 50; i++) {
                assertEquals(429, status(address));
            }
            assertEquals(403, status(address));
            assertEquals(403, status("2001:db8::32"), "all of its /64");
            assertEquals("[2001:db8:0:0:0:0:0:0/64]", rules("blocked"));
            assertEquals("a", first.send("a").receiveText());
            assertEquals("b", second.send("b").receiveText());
        } finally {
            rules("unblock&network=2001:db8::/64");
        }
        control.awaitSize(0);
    }
}
