package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import io.capstan.gate.GateOptions.PlainRequests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** A gate in front of some routes, and a proper handshake that a test makes worse. */
abstract class GateCase {
    static final GateOptions DEFAULTS = options(false, true, PlainRequests.REFUSE);

    static GateOptions options(boolean originRequired, boolean strict, PlainRequests plain) {
        return new GateOptions(
                plain,
                new RouteOptions(
                        originRequired,
                        strict,
                        RouteOptions.DEFAULTS.origins(),
                        List.of(),
                        Requests.TOKENS,
                        RouteOptions.DEFAULTS.authentication(),
                        RouteOptions.Compression.OFF),
                Map.of(),
                DoorOptions.NONE,
                TicketOptions.DEFAULTS,
                Set.of());
    }

    final RouteTable<Target> routes = new RouteTable<>();
    final RouteTable<Class<?>> others = new RouteTable<>();
    final Gatehouse house = new Gatehouse();
    final Requests request = new Requests();

    @BeforeEach
    void mount() {
        mount("/chat/{room}", false);
        mount("/wamp", false, "wamp.2.json", "wamp.2.cbor");
        mount("/card/{id}/x", true);
        others.add(RouteTemplate.parse("/foreign/{x}"), String.class);
    }

    void mount(String route, boolean card, String... subprotocols) {
        routes.add(RouteTemplate.parse(route), new Target(String.class, List.of(subprotocols), card));
    }

    Gate.Decision decide(GateOptions options) {
        return house.gate(routes, others, options).decide(request.get(), () -> Visitor.UNKNOWN, "/app");
    }

    Gate.Admit admit(GateOptions options) {
        return assertInstanceOf(Gate.Admit.class, decide(options));
    }

    void assertRefused(int status, Map<String, String> headers) {
        assertRefused(DEFAULTS, status, headers);
    }

    void assertRefused(GateOptions options, int status, Map<String, String> headers) {
        Refusal refusal = assertInstanceOf(Gate.Refuse.class, decide(options)).refusal();
        assertEquals(status, refusal.status(), refusal.detail());
        assertEquals(headers, refusal.headers());
        assertTrue(!refusal.title().equals("Refused"), "a status without a title");
    }
}
