package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import io.capstan.gate.GateOptions.PlainRequests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate decides by the request. */
class GateTest extends GateCase {
    @Test
    @DisplayName("a proper handshake is let through to the engine's path, with its variables")
    void admitted() {
        Gate.Admit admit = admit(DEFAULTS);
        assertEquals(Gate.ENGINE_PATH, admit.enginePath());
        assertEquals("blue", admit.passage().handshake().variable("room"));
        assertEquals("/chat/{room}", admit.passage().handshake().route());
        assertEquals(
                "ws://a.example/app/chat/blue",
                admit.passage().handshake().uri().toString());
    }

    @Test
    @DisplayName("an endpoint of the card style is reached at a path that fits its route in every engine")
    void card() {
        request.path("/card/a%2Fb/x");
        Gate.Admit admit = admit(DEFAULTS);
        assertEquals("/card/_/x", admit.enginePath());
        assertEquals("a/b", admit.passage().handshake().variable("id"));
    }

    @Test
    @DisplayName("PAR-100 a query parameter of the same name does not override a variable")
    void queryAndVariable() {
        request.query("room=red&x=1");
        var handshake = admit(DEFAULTS).passage().handshake();
        assertEquals("blue", handshake.variable("room"));
        assertEquals(Optional.of("red"), handshake.query("room"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-020 another method gets 405 with Allow: GET, with or without Upgrade")
    @ValueSource(strings = {"POST", "HEAD", "get", "OPTIONS", "CONNECT"})
    void method(String method) {
        request.method(method);
        assertRefused(405, Map.of("Allow", "GET"));
        request.without("Upgrade");
        assertRefused(405, Map.of("Allow", "GET"));
    }

    @Test
    @DisplayName("PAR-021 a GET without Upgrade gets 426, or is passed on where that is configured")
    void noUpgrade() {
        request.without("Upgrade");
        assertRefused(426, Map.of("Upgrade", "websocket"));
        assertInstanceOf(Gate.Ignore.class, decide(options(false, true, PlainRequests.PASS)));
        request.set("Upgrade", "h2c");
        assertRefused(426, Map.of("Upgrade", "websocket"));
    }

    @Test
    @DisplayName("Upgrade and Connection are lists without regard to case")
    void lists() {
        request.set("Upgrade", "h2c, WebSocket").set("Connection", "close", "uPGRADE");
        admit(DEFAULTS);
        request.set("Connection", "keep-alive");
        assertRefused(400, Map.of());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-023 another version gets 426 with the version that is spoken")
    @ValueSource(strings = {"", "8", "14", "13, 8", "x", "013"})
    void version(String version) {
        request.set("Sec-WebSocket-Version", version);
        assertRefused(426, Map.of("Sec-WebSocket-Version", "13"));
    }

    @Test
    @DisplayName("PAR-023 no version, or two, gets 426 too")
    void versions() {
        request.without("Sec-WebSocket-Version");
        assertRefused(426, Map.of("Sec-WebSocket-Version", "13"));
        request.set("Sec-WebSocket-Version", "13", "13");
        assertRefused(426, Map.of("Sec-WebSocket-Version", "13"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-022 a key that is not 16 bytes in Base64 gets 400")
    @ValueSource(
            strings = {"", "x", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZTEyMzQ1Ng==", "!GhlIHNhbXBsZSBub25jZQ=="
            })
    void key(String key) {
        request.set("Sec-WebSocket-Key", key);
        assertRefused(400, Map.of());
    }

    @Test
    @DisplayName("PAR-022 no key, or two, gets 400")
    void keys() {
        request.without("Sec-WebSocket-Key");
        assertRefused(400, Map.of());
        request.set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ==");
        assertRefused(400, Map.of());
    }

    @Test
    @DisplayName("PAR-025 a body gets 400, a length of 0 does not")
    void body() {
        request.set("Content-Length", "0");
        admit(DEFAULTS);
        request.set("Content-Length", "1");
        assertRefused(400, Map.of());
        request.without("Content-Length").set("Transfer-Encoding", "chunked");
        assertRefused(400, Map.of());
    }

    @Test
    @DisplayName("PAR-026 several Host headers, or none, get 400")
    void hosts() {
        request.set("Host", "a.example", "a.example");
        assertRefused(400, Map.of());
        request.without("Host");
        assertRefused(400, Map.of());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-026 a Host that is more than host and port gets 400, so that it cannot forge the handshake's URI")
    @ValueSource(strings = {"", "a/b", "a.example/chat/red?x=", "user@a.example", "a b", "a?b", "a#b", "a\\b"})
    void oddHost(String host) {
        request.set("Host", host);
        assertRefused(400, Map.of());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-026 hosts with and without port, and addresses, are taken")
    @ValueSource(strings = {"a.example", "a.example:8080", "[::1]:8080", "127.0.0.1", "A_B"})
    void goodHost(String host) {
        request.set("Host", host);
        admit(DEFAULTS);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-028 an unknown path gets 404 if a WebSocket is asked for, else it is none of the gate's business")
    @ValueSource(strings = {"/unknown", "/chat", "/chat/", "/chat//blue", "/chat/../chat/blue", "/chat/%zz", "/"})
    void unknown(String path) {
        request.path(path);
        assertRefused(404, Map.of());
        request.without("Upgrade");
        assertInstanceOf(Gate.Ignore.class, decide(DEFAULTS));
    }

    @Test
    @DisplayName("endpoints that are not Capstan's are let alone")
    void foreign() {
        request.path("/foreign/1");
        assertInstanceOf(Gate.Ignore.class, decide(DEFAULTS));
    }

    @Test
    @DisplayName("the engine's own path leads to nothing")
    void enginePath() {
        request.path(Gate.ENGINE_PATH);
        assertRefused(404, Map.of());
    }

    @Test
    @DisplayName("PAR-029 while stopping, 503 with Retry-After, until it is open again")
    void stopping() {
        house.admission.close();
        assertRefused(503, Map.of("Retry-After", "5"));
        house.admission.open();
        admit(DEFAULTS);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-054 PAR-057 an origin that is not this host gets 403")
    @ValueSource(
            strings = {"https://b.example", "null", "", "nonsense", "https://a.example:8443", "https://a.example/"})
    void origin(String origin) {
        request.set("Origin", origin);
        assertRefused(403, Map.of());
    }

    @Test
    @DisplayName("PAR-054 an origin of this host is let in; two are not")
    void sameHost() {
        request.set("Origin", "https://A.example");
        admit(DEFAULTS);
        request.set("Origin", "https://a.example", "https://a.example");
        assertRefused(403, Map.of());
    }

    @Test
    @DisplayName("PAR-053 no origin is let in, unless it is required")
    void noOrigin() {
        admit(DEFAULTS);
        assertRefused(options(true, true, PlainRequests.REFUSE), 403, Map.of());
    }

    @Test
    @DisplayName("PAR-036 the first subprotocol of the client's list that is spoken is taken")
    void negotiation() {
        request.path("/wamp").set("Sec-WebSocket-Protocol", "x, wamp.2.cbor", "wamp.2.json");
        assertEquals(
                Optional.of("wamp.2.cbor"),
                admit(DEFAULTS).passage().handshake().subprotocol());
    }

    @Test
    @DisplayName("PAR-037 no common subprotocol gets 426 that names those spoken, strictly")
    void noCommon() {
        request.path("/wamp").set("Sec-WebSocket-Protocol", "x");
        assertRefused(426, Map.of("Upgrade", "websocket"));
        String detail =
                assertInstanceOf(Gate.Refuse.class, decide(DEFAULTS)).refusal().detail();
        assertTrue(detail.contains("wamp.2.json, wamp.2.cbor"), detail);
        request.without("Sec-WebSocket-Protocol");
        assertRefused(426, Map.of("Upgrade", "websocket"));
        request.path("/chat/blue").set("Sec-WebSocket-Protocol", "x");
        assertRefused(426, Map.of("Upgrade", "websocket"));
    }

    @Test
    @DisplayName("a component of the framework understands clients that offer nothing, and no subprotocol of others")
    void silent() {
        routes.add(RouteTemplate.parse("/channels"), Target.builtIn(String.class, List.of("capstan.json")));
        request.path("/channels");
        assertEquals(Optional.empty(), admit(DEFAULTS).passage().handshake().subprotocol());
        request.set("Sec-WebSocket-Protocol", "x, capstan.json");
        assertEquals(
                Optional.of("capstan.json"),
                admit(DEFAULTS).passage().handshake().subprotocol());
        request.set("Sec-WebSocket-Protocol", "x");
        assertRefused(426, Map.of("Upgrade", "websocket"));
    }

    @Test
    @DisplayName("PAR-037 not strictly, the connection opens without")
    void notStrict() {
        request.path("/wamp").set("Sec-WebSocket-Protocol", "x");
        assertEquals(
                Optional.empty(),
                admit(options(false, false, PlainRequests.REFUSE))
                        .passage()
                        .handshake()
                        .subprotocol());
    }

    @Test
    @DisplayName("of several faults the first rule answers: method, upgrade, version, key, host, body, stop, origin,"
            + " subprotocol")
    void order() {
        house.admission.close();
        request.method("POST")
                .without("Upgrade")
                .without("Sec-WebSocket-Version")
                .without("Sec-WebSocket-Key")
                .without("Host")
                .set("Content-Length", "1")
                .set("Origin", "null")
                .set("Sec-WebSocket-Protocol", "x");
        assertRefused(405, Map.of("Allow", "GET"));
        request.method("GET");
        assertRefused(426, Map.of("Upgrade", "websocket"));
        request.set("Upgrade", "websocket");
        assertRefused(426, Map.of("Sec-WebSocket-Version", "13"));
        request.set("Sec-WebSocket-Version", "13");
        assertDetail("Sec-WebSocket-Key");
        request.set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        assertDetail("Host");
        request.set("Host", "a.example");
        assertDetail("body");
        request.without("Content-Length");
        assertRefused(503, Map.of("Retry-After", "5"));
        house.admission.open();
        assertRefused(403, Map.of());
        request.without("Origin");
        assertRefused(426, Map.of("Upgrade", "websocket"));
        request.without("Sec-WebSocket-Protocol");
        admit(DEFAULTS);
    }

    private void assertDetail(String part) {
        Refusal refusal = assertInstanceOf(Gate.Refuse.class, decide(DEFAULTS)).refusal();
        assertEquals(400, refusal.status());
        assertTrue(refusal.detail().contains(part), refusal.detail());
    }
}
