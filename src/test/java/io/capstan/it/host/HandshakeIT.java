package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.HttpAnswer;
import io.capstan.it.client.RawRequest;
import io.capstan.it.client.RawSocket;
import io.capstan.it.client.RawWebSocket;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.it.host.app.Wired;
import jakarta.json.Json;
import java.io.StringReader;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class HandshakeIT {
    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.of("handshake", Obedient.class, Journal.class, ControlServlet.class)
                .addClasses(Wired.class, Wired.TextOnly.class, Wired.BinaryOnly.class)
                .addAsWebResource(new StringAsset("a page"), "page.txt");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    /** A request that is refused: what is done to a correct handshake, and what comes of it. */
    private record Refused(
            String id, String path, UnaryOperator<RawRequest> change, int status, String header, String value) {}

    private Stream<Refused> refusals() {
        String host = base.getHost() + ":" + base.getPort();
        return Stream.of(
                new Refused("PAR-021 a page request", "/obey/x", RawRequest::plain, 426, "Upgrade", "websocket"),
                new Refused(
                        "PAR-023 an old version",
                        "/obey/x",
                        r -> r.header("Sec-WebSocket-Version", "8"),
                        426,
                        "Sec-WebSocket-Version",
                        "13"),
                new Refused(
                        "no version",
                        "/obey/x",
                        r -> r.without("Sec-WebSocket-Version"),
                        426,
                        "Sec-WebSocket-Version",
                        "13"),
                new Refused("PAR-022 no key", "/obey/x", r -> r.without("Sec-WebSocket-Key"), 400, "", ""),
                new Refused(
                        "PAR-022 a short key", "/obey/x", r -> r.header("Sec-WebSocket-Key", "c2hvcnQ="), 400, "", ""),
                new Refused(
                        "two keys",
                        "/obey/x",
                        r -> r.add("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
                        400,
                        "",
                        ""),
                new Refused(
                        "no Connection: Upgrade", "/obey/x", r -> r.header("Connection", "keep-alive"), 400, "", ""),
                new Refused(
                        "PAR-025 a body",
                        "/obey/x",
                        r -> r.header("Content-Length", "3").body("abc"),
                        400,
                        "",
                        ""),
                new Refused("PAR-028 an unknown path", "/nowhere", r -> r, 404, "", ""),
                new Refused("PAR-028 half a path", "/obey", r -> r, 404, "", ""),
                new Refused("a slash too many", "/obey/x/", r -> r, 404, "", ""),
                new Refused("an empty segment", "/obey//x", r -> r, 404, "", ""),
                new Refused("the engine's own path", "/capstan-websocket", r -> r, 404, "", ""),
                new Refused(
                        "PAR-050 a foreign origin",
                        "/obey/x",
                        r -> r.header("Origin", "http://evil.example"),
                        403,
                        "",
                        ""),
                new Refused(
                        "PAR-054 the same host, another port",
                        "/obey/x",
                        r -> r.header("Origin", "http://" + base.getHost() + ":1"),
                        403,
                        "",
                        ""),
                new Refused(
                        "the same host as a suffix",
                        "/obey/x",
                        r -> r.header("Origin", "http://evil-" + host),
                        403,
                        "",
                        ""),
                new Refused("PAR-057 a null origin", "/obey/x", r -> r.header("Origin", "null"), 403, "", ""),
                new Refused("PAR-057 nonsense", "/obey/x", r -> r.header("Origin", "http://[::1:x/%%%"), 403, "", ""),
                new Refused(
                        "two origins",
                        "/obey/x",
                        r -> r.add("Origin", "http://" + host).add("Origin", "http://x"),
                        403,
                        "",
                        ""),
                new Refused(
                        "PAR-037 no common subprotocol",
                        "/text-only",
                        r -> r.header("Sec-WebSocket-Protocol", "third.example"),
                        426,
                        "Upgrade",
                        "websocket"),
                new Refused(
                        "PAR-037 no subprotocol where one is needed",
                        "/text-only",
                        r -> r,
                        426,
                        "Upgrade",
                        "websocket"),
                new Refused(
                        "PAR-037 a subprotocol where none is spoken",
                        "/obey/x",
                        r -> r.header("Sec-WebSocket-Protocol", "a, b"),
                        426,
                        "Upgrade",
                        "websocket"));
    }

    @Test
    @DisplayName(
            "PAR-021 PAR-028 PAR-037 PAR-050 PAR-057 each refusal has its status, headers and problem+json, and no callback runs")
    void refused() {
        List<String> before = List.of(control.ask("journal").split("\n"));
        refusals().forEach(refused -> {
            try (RawSocket socket = RawSocket.connect(base)) {
                HttpAnswer answer =
                        refused.change().apply(socket.get(refused.path())).refusal();
                assertEquals(refused.status(), answer.status(), refused.id() + ": " + answer);
                assertProblem(refused, answer);
                if (!refused.header().isEmpty()) {
                    assertEquals(
                            refused.value(), answer.header(refused.header()).orElse("missing"), refused.id());
                }
            }
        });
        assertEquals(before, List.of(control.ask("journal").split("\n")), "no callback ran");
    }

    @Test
    @DisplayName("PAR-020 another method than GET gets 405 and Allow: GET")
    void method() {
        for (String method : List.of("POST", "PUT", "DELETE")) {
            try (RawSocket socket = RawSocket.connect(base)) {
                HttpAnswer answer =
                        socket.request(method, base.getPath() + "obey/x").refusal();
                assertEquals(405, answer.status(), method);
                assertEquals("GET", answer.header("Allow").orElse("missing"), method);
            }
        }
    }

    @Test
    @DisplayName("PAR-026 two Host headers get 400")
    void twoHosts() {
        try (RawSocket socket = RawSocket.connect(base)) {
            assertEquals(
                    400, socket.get("/obey/x").add("Host", "other").refusal().status());
        }
    }

    @Test
    @DisplayName("PAR-053 PAR-054 the page's own origin, and none at all, may connect")
    void admitted() {
        String origin = "http://" + base.getHost() + ":" + base.getPort();
        for (UnaryOperator<RawRequest> change : List.<UnaryOperator<RawRequest>>of(
                r -> r, r -> r.header("Origin", origin), r -> r.header("Origin", origin.toUpperCase()))) {
            try (RawWebSocket client =
                    change.apply(RawSocket.connect(base).get("/obey/admitted")).upgrade()) {
                assertEquals("hi", client.send("say hi").receiveText());
            }
        }
    }

    @Test
    @DisplayName(
            "PAR-029 while the server is being stopped a handshake gets 503 with Retry-After, and open connections go on")
    void stopping() {
        try (RawWebSocket open = RawSocket.connect(base).get("/obey/before").upgrade()) {
            open.send("say here").receiveText(); // what is only half open is closed by a stop
            control.ask("refuse");
            try (RawSocket socket = RawSocket.connect(base)) {
                HttpAnswer answer = socket.get("/obey/after").refusal();
                assertEquals(503, answer.status());
                assertTrue(answer.header("Retry-After").isPresent());
                assertEquals("still here", open.send("say still here").receiveText());
            } finally {
                control.ask("admit");
            }
        }
    }

    @Test
    @DisplayName("PAR-036 the first subprotocol of the client's list that the component speaks is taken")
    void subprotocol() {
        try (RawWebSocket client = RawSocket.connect(base)
                .get("/text-only")
                .header("Sec-WebSocket-Protocol", "none.example, second.example, first.example")
                .upgrade()) {
            assertEquals(List.of("second.example"), client.answer().headers("Sec-WebSocket-Protocol"));
            assertEquals("second.example hi", client.send("hi").receiveText());
        }
    }

    @Test
    @DisplayName("PAR-106 pages are served beside the routes")
    void pages() {
        assertEquals("a page", control.get("page.txt").body());
        assertEquals(404, control.get("no-such-page.txt").statusCode());
    }

    private static void assertProblem(Refused refused, HttpAnswer answer) {
        var problem = Json.createReader(new StringReader(answer.body())).readObject();
        assertEquals(refused.status(), problem.getInt("status"), refused.id());
        assertEquals("about:blank", problem.getString("type"), refused.id());
        assertTrue(problem.getString("detail").endsWith("."), refused.id());
        answer.header("Content-Type").ifPresent(type -> assertEquals("application/problem+json", type.split(";")[0]));
    }
}
