package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Handshake;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeReaderTest {
    private final Requests request = new Requests();

    private Handshake read() {
        RouteTemplate route = RouteTemplate.parse("/chat/{room}");
        Target target = new Target(String.class, List.of(), false);
        return HandshakeReader.read(
                request.get(), "/app", new RouteTable.Match<>(route, target, Map.of("room", "blue")), Requests.TOKENS);
    }

    @Test
    @DisplayName("PAR-035 query parameters are decoded, in their order, several of a name together")
    void query() {
        request.query("b=2&a=1+x&b=%E2%82%AC&&flag&=v&c=1=2");
        Handshake handshake = read();
        assertEquals(
                Map.of(
                        "b",
                        List.of("2", "€"),
                        "a",
                        List.of("1 x"),
                        "flag",
                        List.of(""),
                        "",
                        List.of("v"),
                        "c",
                        List.of("1=2")),
                handshake.query());
        assertEquals(
                List.of("b", "a", "flag", "", "c"),
                List.copyOf(handshake.query().keySet()));
        assertEquals(Optional.of("2"), handshake.query("b"));
        assertEquals(Optional.empty(), handshake.query("z"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("what cannot be decoded stays as it is")
    @CsvSource({"%", "%4", "%zz", "%-1", "a%"})
    void undecodable(String text) {
        request.query("k=" + text);
        assertEquals(Optional.of(text), read().query("k"));
    }

    @Test
    @DisplayName("PAR-035 headers are found whatever their case, cookies by name")
    void headers() {
        request.set("X-Own", "1", "2").set("Cookie", "a=1; b=\"x y\"; a=3; =4; odd; c=", "d=5=6");
        Handshake handshake = read();
        assertEquals(Optional.of("1"), handshake.header("x-OWN"));
        assertEquals(Map.of("a", "1", "b", "x y", "c", "", "d", "5=6"), handshake.cookies());
        assertEquals(Optional.of("x y"), handshake.cookie("b"));
        assertEquals(Optional.empty(), handshake.cookie("z"));
    }

    @Test
    @DisplayName("a variable that the route does not have is an error that names those it has")
    void variable() {
        assertEquals("blue", read().variable("room"));
        String message = assertThrows(IllegalArgumentException.class, () -> read().variable("x"))
                .getMessage();
        assertEquals("The route /chat/{room} has no variable 'x'; it has [room].", message);
    }

    @Test
    @DisplayName("nothing in a handshake can be changed")
    void frozen() {
        request.query("a=1").set("Cookie", "a=1");
        Handshake handshake = read();
        assertThrows(
                UnsupportedOperationException.class, () -> handshake.query().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> handshake.query().get("a").clear());
        assertThrows(
                UnsupportedOperationException.class, () -> handshake.cookies().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> handshake.variables().clear());
    }

    @Test
    @DisplayName("the URI is what was asked for, also where java.net.URI does not like it")
    void uri() {
        request.path("/chat/a%2Fb").query("x=%20");
        assertEquals("ws://a.example/app/chat/a%2Fb?x=%20", read().uri().toString());
        request.path("/chat/a|b").query("x={y}");
        assertEquals("/app/chat/a|b", read().uri().getPath());
        assertEquals("x={y}", read().uri().getQuery());
        assertEquals("ws", read().uri().getScheme());
    }

    @Test
    @DisplayName("100 000 odd requests: there is a handshake for each")
    void total() {
        Random random = new Random(5);
        String alphabet = "/%&=;:[]@a2zZ \"\\\u0000\n\u00e9\uD83D|{}^+?#";
        for (int i = 0; i < 100_000; i++) {
            request.path("/" + text(random, alphabet))
                    .query(text(random, alphabet))
                    .set("Host", text(random, alphabet))
                    .set("Cookie", text(random, alphabet), text(random, alphabet));
            Handshake handshake = read();
            assertTrue(handshake.uri().toString().startsWith("ws:"));
        }
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(10); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
