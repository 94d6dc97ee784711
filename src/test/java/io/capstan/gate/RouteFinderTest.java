package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.RequestMatcher;
import io.capstan.component.Conditions;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import io.capstan.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Routes with conditions, through the gate. */
class RouteFinderTest {
    private final RouteTable<Target> routes = new RouteTable<>(Target.PRECEDENCE);
    private final Gatehouse house = new Gatehouse();
    private final Requests request = new Requests();

    private interface Mobile extends RequestMatcher {}

    private void mount(String route, Class<?> owner, Conditions conditions) {
        routes.add(RouteTemplate.parse(route), new Target(owner, List.of(), false, conditions, 0));
    }

    private static Conditions hosts(String... hosts) {
        return new Conditions(List.of(hosts), Optional.empty());
    }

    private Gate.Decision decide(String... settings) {
        Map<String, String> texts = settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]);
        GateOptions options = GateOptions.of(new Settings(key -> Optional.ofNullable(texts.get(key))), Set.of());
        return house.gate(routes, new RouteTable<>(), options).decide(request.get(), () -> Visitor.UNKNOWN, "/app");
    }

    /** The class that a request gets to, or the status of its refusal. */
    private static Object outcome(Gate.Decision decision) {
        return decision instanceof Gate.Admit admit
                ? admit.passage().target().owner()
                : assertInstanceOf(Gate.Refuse.class, decision).refusal().status();
    }

    @Test
    @DisplayName("PAR-055 a route with hosts is there under these hosts, whatever their case and the port")
    void hosts() {
        mount("/chat/{room}", String.class, hosts("a.example", "b.example"));
        mount("/chat/{room}", Integer.class, hosts("c.example"));
        for (String host : List.of("a.example", "A.Example:8080", "b.example")) {
            request.set("Host", host);
            assertEquals(String.class, outcome(decide()), host);
        }
        request.set("Host", "c.example");
        assertEquals(Integer.class, outcome(decide()));
        request.set("Host", "a.example.evil.example");
        assertEquals(404, outcome(decide()));
    }

    @Test
    @DisplayName("a request whose host is not that of a route goes on to a less precise one, with its rules")
    void lessPrecise() {
        mount("/chat/{room}", String.class, hosts("a.example"));
        mount("/**", Integer.class, Conditions.NONE);
        request.set("Host", "other.example");
        assertEquals(Integer.class, outcome(decide()));
    }

    @Test
    @DisplayName("capstan.hosts holds beside the hosts of the route that was found")
    void both() {
        mount("/chat/{room}", String.class, hosts("a.example"));
        request.set("Host", "a.example");
        assertEquals(String.class, outcome(decide("capstan.hosts", "a.example")));
        assertEquals(404, outcome(decide("capstan.hosts", "b.example")));
    }

    @Test
    @DisplayName("PAR-104 a matcher decides by any header, and sees the variables of the route")
    void matcher() {
        mount("/chat/{room}", String.class, new Conditions(List.of(), Optional.of(Mobile.class)));
        mount("/chat/{room}", Integer.class, Conditions.NONE);
        house.matchers.put(
                Mobile.class,
                shake -> shake.header("x-device").equals(Optional.of("phone"))
                        && shake.variable("room").equals("blue")
                        && shake.uri().getPath().equals("/app/chat/blue"));
        request.path("/chat/blue");
        assertEquals(Integer.class, outcome(decide()));
        request.set("X-Device", "phone");
        assertEquals(String.class, outcome(decide()));
        request.path("/chat/red");
        assertEquals(Integer.class, outcome(decide()));
    }

    @Test
    @DisplayName("PAR-104 a matcher that throws lets nobody on to another route: 500")
    void failing() {
        mount("/chat/{room}", String.class, new Conditions(List.of(), Optional.of(Mobile.class)));
        mount("/**", Integer.class, Conditions.NONE);
        house.matchers.put(Mobile.class, shake -> {
            throw new IllegalStateException("secret");
        });
        Gate.Refuse refuse = assertInstanceOf(Gate.Refuse.class, decide());
        assertEquals(500, refuse.refusal().status());
        assertTrue(!refuse.refusal().detail().contains("secret"), refuse.refusal()::detail);
        assertEquals("route", refuse.rule());
    }

    @Test
    @DisplayName("of a request that asks for no WebSocket nothing is refused where the conditions do not hold")
    void plain() {
        mount("/chat/{room}", String.class, hosts("a.example"));
        request.set("Host", "b.example").without("Upgrade");
        assertInstanceOf(Gate.Ignore.class, decide());
    }
}
