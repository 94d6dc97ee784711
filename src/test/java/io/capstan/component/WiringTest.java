package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WiringTest {
    private final Wiring wiring = new Wiring();

    private static Target target(Class<?> owner, String... subprotocols) {
        return new Target(owner, List.of(subprotocols), false);
    }

    @Test
    @DisplayName("what is right is mounted, in its order")
    void mounted() {
        wiring.mount("/b", target(String.class, "v1.json"));
        wiring.mount("/a", target(String.class));
        assertEquals(List.of(), wiring.faults());
        assertEquals(
                List.of("/b", "/a"),
                wiring.mounted().stream().map(mounted -> mounted.route().text()).toList());
    }

    @Test
    @DisplayName("a route that is none names class and route, says why, and is not mounted")
    void badRoute() {
        wiring.mount("chat", target(String.class));
        assertEquals(
                List.of("java.lang.String: the route 'chat' cannot be used: it does not begin with a slash;"
                        + " probably meant: '/chat'."),
                wiring.faults());
        assertEquals(List.of(), wiring.mounted());
    }

    @Test
    @DisplayName("PAR-103 two routes that fit the same paths name both classes and both routes")
    void duplicate() {
        wiring.mount("/a/{x}", target(String.class));
        wiring.mount("/a/{y}", target(Integer.class));
        assertEquals(
                List.of("The route '/a/{y}' of java.lang.Integer and the route '/a/{x}' of java.lang.String"
                        + " fit the same paths: give one of them another route, other hosts, or a higher @Priority."),
                wiring.faults());
    }

    @Test
    @DisplayName("a subprotocol that is no token names class and subprotocol")
    void subprotocol() {
        wiring.mount("/a", target(String.class, "ok", "not ok", "", "a,b", "ä"));
        assertEquals(4, wiring.faults().size());
        assertEquals(
                "java.lang.String: the subprotocol 'not ok' cannot be used: a name has letters, digits and"
                        + " !#$%&'*+.^_`|~- only, and no space.",
                wiring.faults().get(0));
    }
}
