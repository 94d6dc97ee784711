package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Caller;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import io.capstan.gate.GateOptions.PlainRequests;
import io.capstan.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Addresses, limits and proxies as the gate asks about them. */
class DoorTest {
    private final AddressList addresses = new AddressList();
    private final Map<String, String> texts = new HashMap<>();
    private final Requests request = new Requests().peer("203.0.113.1");
    private Gate gate;

    private DoorTest with(String key, String text) {
        texts.put(key, text);
        gate = null;
        return this;
    }

    private Gate.Decision decide() {
        if (gate == null) {
            Settings settings = new Settings(key -> Optional.ofNullable(texts.get(key)));
            GateOptions options = GateOptions.of(settings, List.of(String.class));
            settings.check();
            RouteTable<Target> routes = new RouteTable<>();
            routes.add(RouteTemplate.parse("/chat/{room}"), new Target(String.class, List.of(), false));
            assertEquals(PlainRequests.REFUSE, options.plainRequests());
            gate = new Gatehouse().with(addresses).gate(routes, new RouteTable<>(), options);
        }
        return gate.decide(request.get(), () -> Visitor.UNKNOWN, "");
    }

    private Passage admitted() {
        return assertInstanceOf(Gate.Admit.class, decide()).passage();
    }

    private Refusal refused(int status) {
        Refusal refusal = assertInstanceOf(Gate.Refuse.class, decide()).refusal();
        assertEquals(status, refusal.status(), refusal.detail());
        return refusal;
    }

    @Test
    @DisplayName("PAR-024 a handshake by another version of HTTP than 1.1 gets 505")
    void version() {
        request.protocol("HTTP/1.0");
        assertEquals("HTTP Version Not Supported", refused(505).title());
        request.protocol("HTTP/1.1");
        admitted();
    }

    @Test
    @DisplayName("PAR-027 headers above the limit get 431, and those at the limit do not")
    void headers() {
        with("capstan.handshake.max-bytes", "1024");
        String line = "GET /chat/blue HTTP/1.1\r\n";
        int others = line.length() + "\r\n".length();
        for (var header : request.get().headers().entrySet()) {
            others += header.getKey().length() + 4 + header.getValue().get(0).length();
        }
        request.set("X-Long", "x".repeat(1024 - others - "X-Long: \r\n".length()));
        admitted();
        request.set("X-Long", "x".repeat(1024 - others - "X-Long: \r\n".length() + 1));
        assertEquals("Request Header Fields Too Large", refused(431).title());
        with("capstan.handshake.max-bytes", "16384");
        request.set("X-Long", "x".repeat(16000));
        admitted();
    }

    @Test
    @DisplayName("PAR-055 a route that is bound to a host is not there under another one")
    void host() {
        with("capstan.hosts", "A.example, www.a.example");
        admitted();
        request.set("Host", "a.example:8080");
        admitted();
        request.set("Host", "b.example");
        refused(404);
    }

    @Test
    @DisplayName("PAR-276 PAR-277 NOT-06 two clients behind one proxy have separate limits")
    void behindProxy() {
        with("capstan.proxies.trusted", "10.0.0.0/8").with("capstan.limits.per-address", "1");
        request.peer("10.0.0.1").set("X-Forwarded-For", "192.0.2.1");
        Passage first = admitted();
        assertEquals("192.0.2.1", first.handshake().remoteAddress().getAddress().getHostAddress());
        assertEquals(Map.of("Retry-After", "10"), refused(429).headers());
        request.set("X-Forwarded-For", "192.0.2.2");
        admitted();
        first.release();
        request.set("X-Forwarded-For", "192.0.2.1").set("X-Forwarded-Proto", "https");
        assertEquals("wss://a.example/chat/blue", admitted().handshake().uri().toString());
    }

    @Test
    @DisplayName("PAR-277 contradictory headers of a trusted proxy get 400")
    void contradiction() {
        with("capstan.proxies.trusted", "203.0.113.1");
        request.set("X-Forwarded-For", "192.0.2.1").set("Forwarded", "for=192.0.2.2");
        refused(400);
    }

    @Test
    @DisplayName("PAR-054 PAR-277 behind a trusted proxy the public host is the same host")
    void publicHost() {
        with("capstan.proxies.trusted", "203.0.113.1");
        request.set("X-Forwarded-For", "192.0.2.1")
                .set("X-Forwarded-Host", "shop.example")
                .set("X-Forwarded-Proto", "https")
                .set("Origin", "https://shop.example");
        admitted();
        request.set("Origin", "http://shop.example");
        refused(403);
        request.set("Origin", "https://a.example");
        refused(403);
        request.peer("203.0.113.2").set("Origin", "https://shop.example");
        refused(403);
    }

    @Test
    @DisplayName("PAR-276 what a handshake has taken is given back when a later rule refuses it, or one fails")
    void halfway() {
        with("capstan.limits.connections", "1").with("capstan.limits.per-address", "1");
        request.set("Origin", "http://evil.example");
        refused(403);
        refused(403);
        request.without("Origin");
        Passage only = admitted();
        refused(429);
        only.release();
        only.release();
        admitted();
        refused(429);
    }

    @Test
    @DisplayName("PAR-276 a connection that the engine never opens gives its place back, an open one keeps it")
    void neverOpened() {
        with("capstan.limits.connections", "1");
        Passage forgotten = admitted();
        assertTrue(forgotten.holds());
        forgotten.expire();
        assertFalse(forgotten.open(), "too late");
        Passage open = admitted();
        assertTrue(open.open());
        open.expire();
        refused(429);
        open.release();
        admitted();
    }

    @Test
    @DisplayName("PAR-276 without limits nothing is taken")
    void off() {
        assertFalse(admitted().holds());
    }

    @Test
    @DisplayName("PAR-276 the rate of an address")
    void rate() {
        with("capstan.limits.rate-per-address", "2");
        admitted();
        admitted();
        assertEquals(Map.of("Retry-After", "1"), refused(429).headers());
        request.peer("203.0.113.2");
        admitted();
    }

    @Test
    @DisplayName("PAR-276 NOT-05 a user has a limit, and nobody in particular has none")
    void user() {
        LimitOptions options = new LimitOptions(0, 0, 1, 0, 0, LimitOptions.NONE.blockTime());
        UserLimitRule rule = new UserLimitRule(options, new Limits(options, System::nanoTime));
        Candidate first = candidate("Ahab");
        assertEquals(Optional.empty(), rule.check(first));
        assertEquals(429, rule.check(candidate("Ahab")).orElseThrow().status());
        assertEquals(Optional.empty(), rule.check(candidate("Ismael")));
        assertEquals(Optional.empty(), rule.check(candidate("")));
        assertEquals(Optional.empty(), rule.check(candidate("")));
        first.giveBack();
        assertEquals(Optional.empty(), rule.check(candidate("Ahab")));
    }

    private Candidate candidate(String caller) {
        Target target = new Target(String.class, List.of(), false);
        Candidate candidate = new Candidate(
                request.get(),
                () -> Visitor.UNKNOWN,
                "",
                new RouteTable.Match<>(RouteTemplate.parse("/x"), target, Map.of()),
                RouteOptions.DEFAULTS);
        candidate.caller(Caller.of(caller));
        return candidate;
    }

    @Test
    @DisplayName("PAR-278 a blocked address gets 403, whatever else is wrong, until it is unblocked")
    void blocked() {
        with("capstan.addresses.block", "203.0.113.0/24");
        request.method("POST");
        refused(403);
        request.method("GET");
        refused(403);
        addresses.unblock("203.0.113.0/24");
        admitted();
    }

    @Test
    @DisplayName("PAR-279 who exceeds the limits again and again is blocked")
    void strikes() {
        with("capstan.limits.rate-per-address", "1").with("capstan.limits.strikes", "3");
        admitted();
        refused(429);
        refused(429);
        refused(429);
        refused(403);
        assertEquals(1, addresses.blocked().size());
        addresses.unblock("203.0.113.1");
        refused(429);
    }

    @Test
    @DisplayName("PAR-056 a refusal is one line of the log with rule, value and client, and without a token")
    void log() {
        with("capstan.proxies.trusted", "203.0.113.1");
        request.query("token=secret")
                .set("X-Forwarded-For", "192.0.2.1")
                .set("Authorization", "Bearer secret")
                .set("Cookie", "secret=secret")
                .set("Sec-WebSocket-Protocol", "secret")
                .set("Origin", "http://evil.example\n" + "x".repeat(300));
        Gate.Refuse refuse = assertInstanceOf(Gate.Refuse.class, decide());
        assertEquals("origin", refuse.rule());
        assertEquals(
                "refused 192.0.2.1 at /chat/blue with 403 by origin: Pages of this origin may not connect here."
                        + " It was: http://evil.example?" + "x".repeat(180) + "…",
                Gate.line(
                        refuse.refusal(),
                        refuse.rule(),
                        request.peer("192.0.2.1").get()));
    }
}
