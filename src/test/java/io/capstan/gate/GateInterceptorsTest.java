package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.RefusedHandshake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What interceptors decide at the gate, who is told, and what is given back. */
class GateInterceptorsTest extends GateCase {
    @Test
    @DisplayName("PAR-030 PAR-031 an interceptor gives the connection attributes, and the 101 headers and cookies")
    void additions() {
        house.asked.add(attempt -> {
            attempt.attribute("tenant", attempt.handshake().variable("room"));
            attempt.header("X-Served-By", "blue");
            attempt.cookie("seen", "1", "Path=/; HttpOnly");
        });
        Gate.Admit admit = admit(DEFAULTS);
        assertEquals(Map.of("tenant", "blue"), admit.passage().attributes());
        assertEquals(
                List.of(Map.entry("X-Served-By", "blue"), Map.entry("Set-Cookie", "seen=1; Path=/; HttpOnly")),
                admit.passage().headers());
    }

    @Test
    @DisplayName("PAR-030 PAR-033 the first interceptor that refuses counts, with its status, headers and body")
    void refusal() {
        List<String> calls = new ArrayList<>();
        house.asked.add(attempt -> calls.add("first"));
        house.asked.add(attempt -> attempt.refuse(402, Map.of("Content-Type", "text/plain", "X-Price", "7"), "pay"));
        house.asked.add(attempt -> calls.add("third"));
        Refusal refusal = assertInstanceOf(Gate.Refuse.class, decide(DEFAULTS)).refusal();
        assertEquals(402, refusal.status());
        assertEquals(Optional.of("pay"), refusal.body());
        assertEquals("7", refusal.headers().get("X-Price"));
        assertEquals(List.of("first"), calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Other: b", "a\nb", "a\u0000b"})
    @DisplayName("PAR-032 an interceptor that throws, or that would break a header, gives 500 with none of its text")
    void broken(String value) {
        house.asked.add(attempt -> attempt.header("X-Text", value));
        Refusal refusal = assertInstanceOf(Gate.Refuse.class, decide(DEFAULTS)).refusal();
        assertEquals(500, refusal.status());
        assertTrue(!refusal.detail().contains("X-Other"), refusal.detail());
    }

    @Test
    @DisplayName("every refusal is told, with route, status and reason; what is let through is not")
    void told() {
        admit(DEFAULTS);
        assertEquals(List.of(), house.refused);
        request.set("Origin", "http://evil.example");
        decide(DEFAULTS);
        request.path("/nowhere");
        decide(DEFAULTS);
        assertEquals(
                List.of(403, 404),
                house.refused.stream().map(RefusedHandshake::status).toList());
        assertEquals(Optional.of("/chat/{room}"), house.refused.get(0).route());
        assertEquals(Optional.of("http://evil.example"), house.refused.get(0).origin());
        assertEquals(Optional.empty(), house.refused.get(1).route());
    }

    @Test
    @DisplayName("what was taken for a handshake is given back when a later rule refuses it, and once at its end")
    void givenBack() {
        AtomicInteger taken = new AtomicInteger();
        Rule taking = candidate -> {
            taken.incrementAndGet();
            candidate.taken(taken::decrementAndGet);
            return Optional.empty();
        };
        Rule refusing = candidate -> Rule.refuse(403, "no");
        new Gate(
                        new RouteFinder(routes, DEFAULTS, Map.of()),
                        others,
                        DEFAULTS,
                        List.of(taking, refusing),
                        house.refused::add)
                .decide(request.get(), () -> Visitor.UNKNOWN, "");
        assertEquals(0, taken.get());
        Gate.Admit admit = assertInstanceOf(
                Gate.Admit.class,
                new Gate(
                                new RouteFinder(routes, DEFAULTS, Map.of()),
                                others,
                                DEFAULTS,
                                List.of(taking),
                                house.refused::add)
                        .decide(request.get(), () -> Visitor.UNKNOWN, ""));
        assertEquals(1, taken.get());
        admit.passage().release();
        admit.passage().release();
        assertEquals(0, taken.get());
    }
}
