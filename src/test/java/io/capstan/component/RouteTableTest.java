package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    private static final List<String> ROUTES = List.of(
            "/", "/a", "/a/b", "/a/*", "/a/{x}/c", "/a/b/d", "/a/**", "/files/**", "/{any}/only", "/u/{id}/p/{q}");

    private static RouteTable<String> table(List<String> routes) {
        RouteTable<String> table = new RouteTable<>();
        routes.forEach(route -> table.add(RouteTemplate.parse(route), "at " + route));
        return table;
    }

    private static List<String> path(String path) {
        return RequestPath.segments(path).orElseThrow();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("PAR-103 the more precise route wins, from the left, whatever the order in which they were added")
    @CsvSource({
        "/,            /",
        "/a,           /a",
        "/a/b,         /a/b",
        "/a/z,         /a/*",
        "/a/b/d,       /a/b/d",
        "/a/b/c,       /a/{x}/c",
        "/a/z/c,       /a/{x}/c",
        "/a/b/z,       /a/**",
        "/a/b/d/e,     /a/**",
        "/files,       /files/**",
        "/files/x,     /files/**",
        "/files/x/y/z, /files/**",
        "/x/only,      /{any}/only",
        "/files/only,  /files/**",
        "/u/1/p/2,     /u/{id}/p/{q}",
    })
    void precedence(String path, String route) {
        List<String> reversed = new ArrayList<>(ROUTES);
        Collections.reverse(reversed);
        for (List<String> order : List.of(ROUTES, reversed)) {
            RouteTable.Match<String> match = table(order).find(path(path)).orElseThrow();
            assertEquals(route, match.route().text());
            assertEquals("at " + route, match.target());
        }
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("where no route fits, none is found")
    @CsvSource({"/b", "/A", "/u/1/p", "/u/1/p/2/3", "/x/y"})
    void none(String path) {
        assertEquals(Optional.empty(), table(ROUTES).find(path(path)));
    }

    @Test
    @DisplayName("an empty table finds nothing, not even the root")
    void empty() {
        assertEquals(Optional.empty(), new RouteTable<String>().find(List.of()));
    }

    @Test
    @DisplayName("an encoded slash stays in its segment and its variable")
    void encodedSlash() {
        RouteTable<String> table = table(List.of("/chat/{room}"));
        assertEquals(
                Map.of("room", "a/b"),
                table.find(path("/chat/a%2Fb")).orElseThrow().variables());
    }

    @Test
    @DisplayName("variables have the names of the route that won")
    void variables() {
        assertEquals(
                Map.of("id", "1", "q", "x y"),
                table(ROUTES).find(path("/u/1/p/x%20y")).orElseThrow().variables());
    }

    @ParameterizedTest(name = "{0} and {1}")
    @DisplayName("PAR-103 two routes that fit exactly the same paths do not stand side by side")
    @CsvSource({"/a, /a", "/, /", "/a/{x}, /a/{y}", "/a/{x}, /a/*", "/a/**, /a/**", "/{a}/b/*, /*/b/{c}"})
    void duplicates(String first, String second) {
        RouteTable<String> table = table(List.of(first));
        List<RouteTable.Rival<String>> rivals = table.add(RouteTemplate.parse(second), "second");
        assertEquals(
                List.of("at " + first),
                rivals.stream().map(rival -> rival.mount().target()).toList());
        assertTrue(rivals.get(0).samePaths());
    }

    @ParameterizedTest(name = "{0} and {1}")
    @DisplayName("routes that overlap only in part stand side by side")
    @CsvSource({"/a, /{x}", "/a/b, /a/**", "/a, /a/**", "/{x}/b, /a/{y}", "/a/*, /a/**"})
    void overlaps(String first, String second) {
        RouteTable<String> table = table(List.of(first));
        assertEquals(List.of(), table.add(RouteTemplate.parse(second), "second"));
    }
}
