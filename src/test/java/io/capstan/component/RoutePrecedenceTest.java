package io.capstan.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several routes with patterns and defaults wins, and what it costs to find out. */
class RoutePrecedenceTest {
    private static final List<String> ROUTES = List.of(
            "/f/index.json",
            "/f/*.json",
            "/f/a*.json",
            "/f/a*",
            "/f/a?",
            "/f/a[0-9]",
            "/f/{name}",
            "/f/**",
            "/d/{x=1}",
            "/d/{x=1}/{y=2}",
            "/e",
            "/e/{x=1}",
            "/{a}/[a-m]*/end",
            "/{a}/{b}/end");

    private static RouteTable<String> table(List<String> routes) {
        RouteTable<String> table = new RouteTable<>();
        routes.forEach(route -> table.add(RouteTemplate.parse(route), route));
        return table;
    }

    private static List<String> path(String path) {
        return RequestPath.segments(path).orElseThrow();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName(
            "PAR-101 PAR-103 text before patterns before any one segment, and the more precise pattern first, in any order")
    @CsvSource({
        "/f/index.json, /f/index.json",
        "/f/b.json,     /f/*.json",
        "/f/abc.json,   /f/a*.json",
        "/f/abc,        /f/a*",
        "/f/ab,         /f/a?",
        "/f/a7,         /f/a[0-9]",
        "/f/b,          /f/{name}",
        "/f/b/c,        /f/**",
        "/f,            /f/**",
        "/e,            /e",
        "/e/x,          /e/{x=1}",
        "/q/b/end,      '/{a}/[a-m]*/end'",
        "/q/x/end,      '/{a}/{b}/end'",
    })
    void precedence(String path, String route) {
        List<String> order = new ArrayList<>(ROUTES);
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(order, random);
            assertEquals(route, table(order).find(path(path)).orElseThrow().target());
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("PAR-105 a variable has its default where the path ends before it")
    @CsvSource({
        "/chat,          lobby de",
        "/chat/blue,     blue de",
        "/chat/blue/fr,  blue fr",
    })
    void defaults(String path, String values) {
        Map<String, String> variables = table(List.of("/chat/{room=lobby}/{language=de}"))
                .find(path(path))
                .orElseThrow()
                .variables();
        assertEquals(values, variables.get("room") + " " + variables.get("language"));
    }

    @Test
    @DisplayName("PAR-105 a default may be empty, and no longer path fits")
    void emptyDefault() {
        RouteTable<String> table = table(List.of("/{room=}"));
        assertEquals(Map.of("room", ""), table.find(List.of()).orElseThrow().variables());
        assertEquals(Optional.empty(), table.find(path("/a/b")));
    }

    @Test
    @DisplayName("PAR-101 the pieces of all patterns of a route are numbered, beside its variables and the rest")
    void pieces() {
        assertEquals(
                Map.of("1", "x", "room", "blue", "2", "v", "3", "1", "**", "c/d"),
                table(List.of("/*/{room}/*[0-9].json/**"))
                        .find(path("/x/blue/v1.json/c/d"))
                        .orElseThrow()
                        .variables());
    }

    @ParameterizedTest(name = "{0} and {1}")
    @DisplayName("PAR-103 two routes with a path in common, neither of which is more precise, are rivals")
    @CsvSource({
        "/[ab]*,        /[bc]*,        false",
        "/[ab]*/x,      /[bc]*/{y},    false",
        "/[ab]*/**,     /[bc]*/x,      false",
        "/[ab]*/x,      /[bc]*/{y=1},  false",
        "/f/[ab]*,      /f/[bc]*/**,   false",
        "/a*.json,      /a*.json,      true",
        "/a/{x=1},      /a/{y=2},      true",
        "/a/{x=1},      /a/{y},        true",
        "/a/{x=1},      /a/*,          true",
    })
    void rivals(String first, String second, boolean samePaths) {
        List<RouteTable.Rival<String>> rivals = table(List.of(first)).add(RouteTemplate.parse(second), second);
        assertEquals(
                List.of(first),
                rivals.stream().map(rival -> rival.mount().target()).toList());
        assertEquals(samePaths, rivals.get(0).samePaths());
    }

    @ParameterizedTest(name = "{0} and {1}")
    @DisplayName("PAR-103 patterns that cannot fit the same paths, or of which one is more precise, are none")
    @CsvSource({
        "/[ab]*,      /[cd]*",
        "/[ab]*/x,    /[bc]*/y",
        "/[ab]*,      /[bc]*/x",
        "/[ab]*/x,    /[bc]*/{y}/z",
        "/a*,         /*a",
        "/a?,         /a*",
        "/*.json,     /*.xml",
        "/{x=1},      /{x=1}/{y=2}",
        "/a,          /a/{x=1}",
        "/a/{x=1},    /a/**",
    })
    void noRivals(String first, String second) {
        assertEquals(List.of(), table(List.of(first)).add(RouteTemplate.parse(second), second));
    }

    @Test
    @DisplayName("PAR-104 mounts that fit are asked in order, and the first that holds is found")
    void holds() {
        RouteTable<Integer> table =
                new RouteTable<>(Comparator.<Integer>naturalOrder().reversed());
        RouteTemplate route = RouteTemplate.parse("/a/{x}");
        List.of(2, 9, 5).forEach(target -> assertEquals(List.of(), table.add(route, target)));
        table.add(RouteTemplate.parse("/**"), 1);
        List<Integer> asked = new ArrayList<>();
        assertEquals(
                1,
                table.find(List.of("a", "b"), mount -> {
                            asked.add(mount.target());
                            return mount.target() == 1;
                        })
                        .orElseThrow()
                        .target());
        assertEquals(List.of(9, 5, 2, 1), asked);
        assertEquals(9, table.find(List.of("a", "b")).orElseThrow().target());
        assertEquals(Optional.empty(), table.find(List.of("a", "b"), mount -> false));
    }

    @Test
    @DisplayName("where 2^10 routes overlap in every way, no path has a mount be asked twice")
    void overlapping() {
        RouteTable<String> table = new RouteTable<>();
        for (int bits = 0; bits < 1 << 10; bits++) {
            StringBuilder route = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                route.append((bits >> i & 1) == 0 ? "/a" : "/{v" + i + "}");
            }
            table.add(RouteTemplate.parse(route.toString()), route.toString());
        }
        List<String> asked = new ArrayList<>();
        table.find(Collections.nCopies(10, "a"), mount -> {
            asked.add(mount.target());
            return false;
        });
        assertEquals(1 << 10, asked.size());
        assertEquals(asked.size(), asked.stream().distinct().count());
        assertEquals("/a".repeat(10), asked.get(0));
    }

    @Test
    @DisplayName("a long path that fits nothing in the end is given up soon, also among patterns that nearly fit")
    void hostile() {
        List<String> routes = new ArrayList<>();
        IntStream.range(0, 60).forEach(plain -> {
            StringBuilder route = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                route.append(i < plain ? "/a" : i % 2 == 0 ? "/{v" + i + "}" : "/*a*a*a*");
            }
            routes.add(route + "/end");
        });
        RouteTable<String> table = table(routes);
        List<String> path = new ArrayList<>(Collections.nCopies(60, "a".repeat(200)));
        path.add("other");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertEquals(Optional.empty(), table.find(path));
            assertEquals(Optional.empty(), table.find(Collections.nCopies(5_000, "a")));
        });
        path.set(60, "end");
        assertTrue(table.find(path).isPresent());
    }
}
