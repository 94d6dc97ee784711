package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.container.Host;
import io.capstan.it.container.Wars;
import io.capstan.it.host.app.Control;
import io.capstan.it.host.app.ControlServlet;
import io.capstan.it.host.app.Journal;
import io.capstan.it.host.app.Obedient;
import io.capstan.it.host.app.Wired;
import io.capstan.testing.HttpAnswer;
import io.capstan.testing.RawRequest;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every answer of the gate, on every server the same: status, decisive headers, body. */
@ExtendWith(ArquillianExtension.class)
class RefusalsIT {
    private static final int CUT = 0;
    private static final List<String> DECISIVE =
            List.of("Allow", "Upgrade", "Sec-WebSocket-Version", "WWW-Authenticate", "Retry-After");
    private static final Map<String, String> UPGRADE = Map.of("Upgrade", "websocket");
    private static final Map<String, String> VERSION = Map.of("Sec-WebSocket-Version", "13");
    private static final String KEY = "Sec-WebSocket-Key has to be there once, 16 bytes in Base64.";
    private static final String HOST = "The header Host has to be there once, with a host and at most a port.";
    private static final String ORIGIN = "Pages of this origin may not connect here.";
    private static final String NO_ROUTE = "There is no WebSocket at this path.";

    @ArquillianResource
    URL url;

    private URI base;
    private Control control;

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("refusals", Obedient.class, Journal.class, ControlServlet.class)
                        .addClasses(Wired.class, Wired.TextOnly.class),
                "capstan.proxies.trusted=127.0.0.0/8",
                "capstan.addresses.block=203.0.113.0/24",
                "capstan.handshake.max-bytes=4096",
                "capstan.limits.per-address=1");
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
        control = new Control(base);
    }

    /**
     * A request that is refused.
     *
     * @param change what is done to a correct handshake
     * @param answeredEarlier the servers that never show the request to the gate, and what they answer
     */
    private record Row(
            String name,
            String method,
            String path,
            UnaryOperator<RawRequest> change,
            int status,
            String title,
            String detail,
            Map<String, String> headers,
            Map<Host, Integer> answeredEarlier) {

        Row at(String other) {
            return new Row(name, method, other, change, status, title, detail, headers, answeredEarlier);
        }

        Row by(String other) {
            return new Row(name, other, path, change, status, title, detail, headers, answeredEarlier);
        }

        Row with(Map<String, String> expected) {
            return new Row(name, method, path, change, status, title, detail, expected, answeredEarlier);
        }

        /** Where the request does not reach any filter. See docs/containers.md. */
        Row but(Host host, int instead) {
            Map<Host, Integer> more = new EnumMap<>(Host.class);
            more.putAll(answeredEarlier);
            more.put(host, instead);
            return new Row(name, method, path, change, status, title, detail, headers, more);
        }

        String body() {
            return "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\""
                    + detail + "\"}";
        }
    }

    private static Row row(String name, int status, String title, String detail, UnaryOperator<RawRequest> change) {
        return new Row(name, "GET", "/obey/x", change, status, title, detail, Map.of(), Map.of());
    }

    private static Row bad(String name, String detail, UnaryOperator<RawRequest> change) {
        return row(name, 400, "Bad Request", detail, change);
    }

    private static Row forbidden(String name, String detail, UnaryOperator<RawRequest> change) {
        return row(name, 403, "Forbidden", detail, change);
    }

    private static Row unknown(String name, String path) {
        return row(name, 404, "Not Found", NO_ROUTE, r -> r).at(path);
    }

    private static Row upgrade(String name, String detail, Map<String, String> headers, UnaryOperator<RawRequest> how) {
        return row(name, 426, "Upgrade Required", detail, how).with(headers);
    }

    private static Row method(String method) {
        return row(method, 405, "Method Not Allowed", "A WebSocket is opened by GET.", r -> r)
                .by(method)
                .with(Map.of("Allow", "GET"));
    }

    private Stream<Row> rows() {
        String here = base.getHost() + ":" + base.getPort();
        String version = "The version of the protocol is 13.";
        return Stream.of(
                method("POST"),
                method("PUT"),
                method("DELETE"),
                method("OPTIONS"),
                row(
                        "HTTP/1.0",
                        505,
                        "HTTP Version Not Supported",
                        "A WebSocket is opened by HTTP/1.1.",
                        r -> r.version("HTTP/1.0")),
                bad("no key", KEY, r -> r.without("Sec-WebSocket-Key")),
                bad("a short key", KEY, r -> r.header("Sec-WebSocket-Key", "c2hvcnQ=")),
                bad("two keys", KEY, r -> r.add("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")),
                bad(
                        "no Connection: Upgrade",
                        "The header 'Connection: Upgrade' is missing.",
                        r -> r.header("Connection", "keep-alive")),
                bad("a body", "A handshake has no body.", r -> r.header("Content-Length", "3")
                        .body("abc")),
                bad("a body in chunks", "A handshake has no body.", r -> r.header("Transfer-Encoding", "chunked")
                        .body("3\r\nabc\r\n0\r\n\r\n")),
                bad("two hosts", HOST, r -> r.add("Host", "other"))
                        .but(Host.EMBEDDED, 400)
                        .but(Host.WILDFLY, 400),
                bad("no host", HOST, r -> r.without("Host"))
                        .but(Host.EMBEDDED, 400)
                        .but(Host.WILDFLY, 400)
                        .but(Host.PAYARA, 400),
                bad("a path in the host", HOST, r -> r.header("Host", "a.example/b"))
                        .but(Host.EMBEDDED, 400)
                        .but(Host.WILDFLY, 400),
                bad("contradictory proxies", "Forwarded and X-Forwarded-For name different clients.", r -> r.add(
                                "X-Forwarded-For", "192.0.2.1")
                        .add("Forwarded", "for=192.0.2.2")),
                upgrade(
                        "a page",
                        "Here is a WebSocket: ask for it by 'Upgrade: websocket'.",
                        UPGRADE,
                        RawRequest::plain),
                upgrade("an old version", version, VERSION, r -> r.header("Sec-WebSocket-Version", "8")),
                upgrade("no version", version, VERSION, r -> r.without("Sec-WebSocket-Version")),
                upgrade(
                                "no common subprotocol",
                                "The subprotocols spoken here are: first.example, second.example.",
                                UPGRADE,
                                r -> r.header("Sec-WebSocket-Protocol", "third.example"))
                        .at("/text-only"),
                upgrade(
                                "no subprotocol where one is needed",
                                "The subprotocols spoken here are: first.example, second.example.",
                                UPGRADE,
                                r -> r)
                        .at("/text-only"),
                upgrade(
                        "a subprotocol where none is spoken",
                        "No subprotocol is spoken here.",
                        UPGRADE,
                        r -> r.header("Sec-WebSocket-Protocol", "a, b")),
                row(
                        "large headers",
                        431,
                        "Request Header Fields Too Large",
                        "The headers of a handshake may have 4096 bytes in all.",
                        r -> r.add("X-Long", "x".repeat(4000))),
                forbidden("a foreign origin", ORIGIN, r -> r.header("Origin", "http://evil.example")),
                forbidden("another port", ORIGIN, r -> r.header("Origin", "http://" + base.getHost() + ":1")),
                forbidden("a suffix", ORIGIN, r -> r.header("Origin", "http://evil-" + here)),
                forbidden("a null origin", ORIGIN, r -> r.header("Origin", "null")),
                forbidden("nonsense", ORIGIN, r -> r.header("Origin", "http://[::1:x/%%%")),
                forbidden("two origins", ORIGIN, r -> r.add("Origin", "http://" + here)
                        .add("Origin", "http://x")),
                forbidden(
                        "a blocked address",
                        "This address may not connect here.",
                        r -> r.add("X-Forwarded-For", "203.0.113.9")),
                unknown("an unknown path", "/nowhere"),
                unknown("half a path", "/obey"),
                unknown("a slash too many", "/obey/x/"),
                unknown("an empty segment", "/obey//x"),
                unknown("the engine's own path", "/capstan-websocket"));
    }

    @Test
    @DisplayName(
            "PAR-020 PAR-021 PAR-022 PAR-023 PAR-024 PAR-025 PAR-026 PAR-027 PAR-028 PAR-034 PAR-037 PAR-050 PAR-057"
                    + " NOT-03 NOT-04 NOT-18 each refusal has its status, headers and body, the same on every server, and no callback runs")
    void refusals() {
        List<String> before = opened();
        Map<String, String> wrong = new TreeMap<>();
        rows().forEach(row -> {
            String got = got(row);
            String expected = row.answeredEarlier().containsKey(Host.current())
                    ? String.valueOf(row.answeredEarlier().get(Host.current()))
                    : row.status() + " " + new TreeMap<>(row.headers()) + " " + row.body();
            if (!got.equals(expected)) {
                wrong.put(row.name(), got + "\n   expected " + expected + "\n");
            }
        });
        assertEquals(Map.of(), wrong);
        assertEquals(before, opened(), "no callback ran");
    }

    /** The callbacks that come first, if any come; clients of other tests may still be leaving. */
    private List<String> opened() {
        return Stream.of(control.ask("journal").split("\n"))
                .filter(line -> line.endsWith(" open"))
                .toList();
    }

    private String got(Row row) {
        try (RawSocket socket = RawSocket.connect(base)) {
            String path = base.getPath().replaceFirst("/$", "") + row.path();
            HttpAnswer answer =
                    row.change().apply(socket.request(row.method(), path)).answer();
            return row.answeredEarlier().containsKey(Host.current()) ? String.valueOf(answer.status()) : seen(answer);
        } catch (AssertionError | RuntimeException e) {
            return e.toString();
        }
    }

    /** All of an answer that matters. */
    private static String seen(HttpAnswer answer) {
        Map<String, String> decisive = new TreeMap<>();
        for (String header : DECISIVE) {
            answer.header(header).ifPresent(value -> decisive.put(header, value));
        }
        boolean lost = Host.current() == Host.PAYARA && decisive.containsKey("Upgrade"); // see docs/containers.md
        String type = answer.header("Content-Type")
                .orElse(lost ? "application/problem+json" : "no type")
                .split(";")[0];
        return answer.status() + " " + decisive + (type.equals("application/problem+json") ? " " : " " + type + " ")
                + answer.body();
    }

    private static String expected(int status, String title, String detail, String retryAfter) {
        Row row = row("", status, title, detail, r -> r);
        return status + " {Retry-After=" + retryAfter + "} " + row.body();
    }

    @Test
    @DisplayName("PAR-027 NOT-02 headers of any size are refused, by the gate or by the server, and the server goes on")
    void enormous() {
        List<Integer> got = Stream.of(5, 7, 9, 17, 70).map(this::withHeader).toList();
        boolean payara = Host.current() == Host.PAYARA; // reads 8 KiB of headers; see docs/containers.md
        assertEquals(payara ? List.of(431, 431, 400, 400, 400) : List.of(431, 431, 431, 431, 431), got);
        int beyondAll = withHeader(1100);
        assertTrue(Set.of(400, CUT).contains(beyondAll), "status " + beyondAll);
        try (RawWebSocket open = RawSocket.connect(base).get("/obey/large").upgrade()) {
            assertEquals("still here", open.send("say still here").receiveText());
        }
    }

    /** The status for a header of so many kilobytes, or {@link #CUT} where the server does not read on to its end. */
    private int withHeader(int kilobytes) {
        try (RawSocket socket = RawSocket.connect(base)) {
            return socket.get("/obey/x")
                    .add("X-Long", "x".repeat(kilobytes * 1024))
                    .answer()
                    .status();
        } catch (UncheckedIOException e) {
            return CUT;
        }
    }

    @Test
    @DisplayName("PAR-276 a connection too many gets 429 with Retry-After")
    void tooMany() {
        UnaryOperator<RawRequest> from = r -> r.add("X-Forwarded-For", "192.0.2.50");
        try (RawWebSocket open =
                        from.apply(RawSocket.connect(base).get("/obey/first")).upgrade();
                RawSocket second = RawSocket.connect(base)) {
            String got = seen(from.apply(second.get("/obey/second")).answer());
            assertEquals(expected(429, "Too Many Requests", "This address has too many connections.", "10"), got);
            assertEquals("still here", open.send("say still here").receiveText());
        }
    }

    @Test
    @DisplayName(
            "PAR-029 while the server is being stopped a handshake gets 503 with Retry-After, and open connections go on")
    void stopping() {
        try (RawWebSocket open = RawSocket.connect(base).get("/obey/before").upgrade()) {
            assertEquals("here", open.send("say here").receiveText());
            control.ask("refuse");
            try (RawSocket socket = RawSocket.connect(base)) {
                String got = seen(socket.get("/obey/after")
                        .add("X-Forwarded-For", "192.0.2.51")
                        .answer());
                assertEquals(
                        expected(
                                503,
                                "Service Unavailable",
                                "No new connections now: the server is being stopped.",
                                "5"),
                        got);
                assertEquals("still here", open.send("say still here").receiveText());
            } finally {
                control.ask("admit");
            }
        }
    }
}
