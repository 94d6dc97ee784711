package io.capstan.wamp.dealer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import io.capstan.wamp.message.WampMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which registration answers for a procedure. */
class MatchingTest {
    private final Desk desk = new Desk();
    private final FakeSession callee = new FakeSession("callee");
    private final FakeSession caller = new FakeSession("caller");

    @ParameterizedTest
    @DisplayName(
            "exact before prefix before wildcard; of several, the most exact one: the example of the specification")
    @CsvSource({
        "a1.b2.c3.d4.e55, 1",
        "a1.b2.c3.d98.e74, 2",
        "a1.b2.c3.d4.e325, 3",
        "a1.b2.c55.d4.e5, 4",
        "a1.b2.c33.d4.e5, 5",
        "a1.b2.c88.d4.e5.f6.g7, 6",
        "a2.b2.c2.d2.e2, ",
        // and beside the example: prefixes end within a component, too, if nothing else fits
        "a1.b2.c34, 2",
        "a1.b2.c3, 2"
    })
    void specification(String procedure, Long expected) throws ProtocolViolation {
        desk.register(callee, "a1.b2.c3.d4.e55");
        desk.register(callee, "a1.b2.c3", Dict.of("match", "prefix"));
        desk.register(callee, "a1.b2.c3.d4", Dict.of("match", "prefix"));
        desk.register(callee, "a1.b2..d4.e5", Dict.of("match", "wildcard"));
        desk.register(callee, "a1.b2.c33..e5", Dict.of("match", "wildcard"));
        desk.register(callee, "a1.b2..d4.e5..g7", Dict.of("match", "wildcard"));
        desk.register(callee, "a1.b2..d4..f6.g7", Dict.of("match", "wildcard"));

        assertEquals(expected, desk.ask("wamp.registration.match", procedure));
    }

    @Test
    @DisplayName("a pattern's callee is told which procedure it was, any other one is not")
    void procedure() throws ProtocolViolation {
        desk.register(callee, "shop.", Dict.of("match", "prefix"));
        desk.register(callee, "shop.price");
        desk.call(caller, "shop.stock", Dict.EMPTY);
        assertEquals(
                "shop.stock",
                callee.last(WampMessage.Invocation.class).details().members().get("procedure"));
        desk.call(caller, "shop.price", Dict.EMPTY);
        assertEquals(Dict.EMPTY, callee.last(WampMessage.Invocation.class).details());
    }

    @Test
    @DisplayName("random patterns are matched as by trying all of them, and are forgotten")
    void model() throws ProtocolViolation {
        Random random = new Random(7);
        List<String> patterns = IntStream.range(0, 300)
                .mapToObj(i -> uri(random, true))
                .distinct()
                .toList();
        List<Long> ids = new ArrayList<>();
        for (String pattern : patterns) {
            ids.add(desk.register(callee, pattern, Dict.of("match", "wildcard")));
        }
        for (int i = 0; i < 2000; i++) {
            String procedure = uri(random, false);
            Object best = patterns.stream()
                    .filter(pattern -> matches(pattern, procedure))
                    .max(MatchingTest::compare)
                    .map(pattern -> (Object) ids.get(patterns.indexOf(pattern)))
                    .orElse(null);
            assertEquals(best, desk.ask("wamp.registration.match", procedure), procedure);
        }
        for (long id : ids) {
            desk.dealer.unregister(callee, new WampMessage.Unregister(1, id));
        }
        assertEquals(null, desk.ask("wamp.registration.match", patterns.get(0).replace("..", ".a.")));
    }

    private static String uri(Random random, boolean pattern) {
        String uri = String.join(
                ".",
                Stream.generate(() -> pattern && random.nextInt(3) == 0 ? "" : "abc".charAt(random.nextInt(3)) + "")
                        .limit(1 + random.nextInt(4))
                        .toList());
        return uri;
    }

    private static boolean matches(String pattern, String uri) {
        String[] own = pattern.split("\\.", -1);
        String[] others = uri.split("\\.", -1);
        return own.length == others.length
                && IntStream.range(0, own.length).allMatch(i -> own[i].isEmpty() || own[i].equals(others[i]));
    }

    /** Both match the same: whoever has a component where the other has none is the better one. */
    private static int compare(String one, String other) {
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int i = 0; i < left.length; i++) {
            if (left[i].isEmpty() != right[i].isEmpty()) {
                return left[i].isEmpty() ? -1 : 1;
            }
        }
        return 0;
    }
}
