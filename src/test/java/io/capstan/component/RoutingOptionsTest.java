package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.capstan.WiringException;
import io.capstan.settings.Settings;
import jakarta.annotation.Priority;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prefix and choice of a component, and who wins at the same route. */
class RoutingOptionsTest {
    @Priority(5)
    private static final class Preferred {}

    private static Settings settings(Map<String, String> texts) {
        return new Settings(key -> Optional.ofNullable(texts.get(key)));
    }

    private static Wiring wiring(String key, String value) {
        return new Wiring(RoutingOptions.of(settings(Map.of(key, value))));
    }

    private static Target target(Class<?> owner) {
        return new Target(owner, List.of(), false);
    }

    private static Target at(Class<?> owner, String... hosts) {
        return new Target(owner, List.of(), false, new Conditions(List.of(hosts), Optional.empty()), 0);
    }

    private static List<String> routes(Wiring wiring) {
        return wiring.mounted().stream().map(mounted -> mounted.route().text()).toList();
    }

    @ParameterizedTest(name = "{0} below {1} is {2}")
    @DisplayName("PAR-004 the prefix is put in front of each route that does not begin with it")
    @CsvSource({
        "/chat,        /ws,     /ws/chat",
        "/ws/chat,     /ws,     /ws/chat",
        "/ws,          /ws,     /ws",
        "/wsx,         /ws,     /ws/wsx",
        "/,            /ws,     /ws",
        "/{ws}/chat,   /ws,     /ws/{ws}/chat",
        "/api/chat,    /api/v1, /api/v1/api/chat",
        "/api/v1/**,   /api/v1, /api/v1/**",
        "/chat,        /,       /chat",
    })
    void prefix(String route, String prefix, String expected) {
        Wiring wiring = wiring("capstan.route-prefix", prefix);
        wiring.mount(route, target(String.class));
        assertEquals(List.of(expected), routes(wiring));
    }

    @Test
    @DisplayName(
            "PAR-004 the prefix leaves the path of a Jakarta endpoint alone, and makes routes clash that become the same")
    void prefixAndOthers() {
        Wiring wiring = wiring("capstan.route-prefix", "/ws");
        wiring.mount("/card", new Target(String.class, List.of(), true));
        wiring.mount("/chat", target(String.class));
        wiring.mount("/ws/chat", target(Integer.class));
        assertEquals(List.of("/card", "/ws/chat"), routes(wiring));
        assertEquals(1, wiring.faults().size());
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-004 a prefix that is none is a fault")
    @ValueSource(strings = {"ws", "/ws/", "//", "/{x}", "/*", "/a b", "/a/../b", "/a/**"})
    void badPrefix(String prefix) {
        Settings settings = settings(Map.of("capstan.route-prefix", prefix));
        RoutingOptions.of(settings);
        assertEquals(
                "Capstan cannot start:\n - The setting capstan.route-prefix is '" + prefix
                        + "'; allowed is a path of plain texts with a slash in front and none at the end, as /api/v1.",
                assertThrows(WiringException.class, settings::check).getMessage());
    }

    @Test
    @DisplayName("PAR-006 one configured class is the only one that is mounted, also where others have its route")
    void component() {
        Wiring wiring = wiring("capstan.component", "java.lang.String");
        wiring.mount("/a", target(Integer.class));
        wiring.mount("/a", target(String.class));
        wiring.mount("/b", target(Long.class));
        wiring.complete();
        assertEquals(List.of(), wiring.faults());
        assertEquals(List.of("/a"), routes(wiring));
        assertEquals(
                String.class,
                wiring.table().find(List.of("a")).orElseThrow().target().owner());
        assertEquals(Optional.empty(), wiring.table().find(List.of("b")));
    }

    @Test
    @DisplayName("PAR-006 a class that is no component is a fault, which names those that are")
    void noComponent() {
        Wiring wiring = wiring("capstan.component", "com.example.Chat");
        wiring.mount("/a", target(String.class));
        wiring.mount("/b", target(Integer.class));
        wiring.complete();
        assertEquals(
                List.of("The setting capstan.component is 'com.example.Chat'; allowed is the full name of a component:"
                        + " java.lang.Integer, java.lang.String."),
                wiring.faults());
    }

    @Test
    @DisplayName("PAR-103 at the same route the higher @Priority wins, whatever the order")
    void priority() {
        for (boolean first : List.of(true, false)) {
            Wiring wiring = new Wiring();
            wiring.mount("/a/{x}", target(first ? Preferred.class : String.class));
            wiring.mount("/a/{y}", target(first ? String.class : Preferred.class));
            assertEquals(List.of(), wiring.faults());
            assertEquals(
                    Preferred.class,
                    wiring.table()
                            .find(List.of("a", "b"))
                            .orElseThrow()
                            .target()
                            .owner());
        }
    }

    @Test
    @DisplayName("PAR-055 components of different hosts share a route, and one without hosts takes the rest")
    void hosts() {
        Wiring wiring = new Wiring();
        wiring.mount("/a", at(String.class, "a.example"));
        wiring.mount("/a", at(Integer.class, "b.example", "c.example"));
        wiring.mount("/a", target(Long.class));
        assertEquals(List.of(), wiring.faults());
        wiring.mount("/a", at(Short.class, "d.example", "b.example"));
        assertEquals(
                List.of("The route '/a' of java.lang.Short and the route '/a' of java.lang.Integer fit the same paths:"
                        + " give one of them another route, other hosts, or a higher @Priority."),
                wiring.faults());
    }

    @Test
    @DisplayName("PAR-103 patterns that overlap name both classes and both routes")
    void patterns() {
        Wiring wiring = new Wiring();
        wiring.mount("/[ab]*", target(String.class));
        wiring.mount("/[bc]*", target(Preferred.class));
        assertEquals(
                List.of("The route '/[bc]*' of " + Preferred.class.getName() + " and the route '/[ab]*' of"
                        + " java.lang.String fit some of the same paths, and neither is more precise: change one of the"
                        + " patterns."),
                wiring.faults());
    }
}
