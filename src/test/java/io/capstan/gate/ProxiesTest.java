package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.gate.Proxies.Headers;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private static final List<Network> TRUSTED = Stream.of("10.0.0.0/8", "fd00::/8")
            .map(text -> Network.parse(text).orElseThrow())
            .toList();

    private final Requests request = new Requests().peer("10.0.0.1");

    private Optional<GateRequest> seen(Headers headers) {
        return new Proxies(TRUSTED, headers).seen(request.get());
    }

    private String client() {
        return seen(Headers.AUTO)
                .map(seen -> seen.client().orElseThrow().getHostAddress())
                .orElse("contradiction");
    }

    private String place() {
        GateRequest seen = seen(Headers.AUTO).orElseThrow();
        return (seen.secure() ? "wss://" : "ws://") + seen.host();
    }

    @Test
    @DisplayName("PAR-277 NOT-06 what somebody says who is no trusted proxy is not read")
    void untrusted() {
        request.peer("203.0.113.1")
                .set("X-Forwarded-For", "192.0.2.1")
                .set("X-Forwarded-Proto", "https")
                .set("X-Forwarded-Host", "other.example")
                .set("Forwarded", "for=192.0.2.2;proto=https;host=other.example");
        assertEquals("203.0.113.1", client());
        assertEquals("ws://a.example", place());
        request.peer(null);
        assertTrue(seen(Headers.AUTO).orElseThrow().remote().isUnresolved());
    }

    @ParameterizedTest(name = "[{index}] {0}: {1}")
    @DisplayName("PAR-277 NOT-06 the client is the last address that is no trusted proxy, or the last that is known")
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1                              | 192.0.2.1",
                "192.0.2.1, 10.0.0.7                    | 192.0.2.1",
                "198.51.100.9, 192.0.2.1, 10.0.0.7      | 192.0.2.1",
                "198.51.100.9, 192.0.2.1                | 192.0.2.1",
                "10.0.0.9, 10.0.0.7                     | 10.0.0.9",
                "192.0.2.1:4711                         | 192.0.2.1",
                "[2001:db8::1]:4711                     | 2001:db8:0:0:0:0:0:1",
                "2001:db8::1                            | 2001:db8:0:0:0:0:0:1",
                "192.0.2.1, fd00::1                     | 192.0.2.1",
                "::ffff:192.0.2.1                       | 192.0.2.1",
                "unknown                                | 10.0.0.1",
                "192.0.2.1, unknown                     | 10.0.0.1",
                "192.0.2.1, nonsense, 10.0.0.7          | 10.0.0.7",
                "nonsense, 192.0.2.1                    | 192.0.2.1",
                "a.example                              | 10.0.0.1",
                "192.0.2.256                            | 10.0.0.1",
                ",,,                                    | 10.0.0.1",
            })
    void xForwardedFor(String header, String client) {
        request.set("X-Forwarded-For", header);
        assertEquals(client, client());
    }

    @ParameterizedTest(name = "[{index}] {0}: {1} at {2}")
    @DisplayName("PAR-277 Forwarded by RFC 7239: quotations, IPv6, names that proxies make up, nonsense")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=192.0.2.1                                         | 192.0.2.1            | ws://a.example",
                "For=192.0.2.1;Proto=HTTPS;Host=b.example:8443         | 192.0.2.1            | wss://b.example:8443",
                "for=\"[2001:db8::1]:4711\";proto=https                | 2001:db8:0:0:0:0:0:1 | wss://a.example",
                "for=\"192.0.2.1:4711\" ; host=\"b.example\"           | 192.0.2.1            | ws://b.example",
                "for=192.0.2.1;by=10.0.0.7, for=10.0.0.7               | 192.0.2.1            | ws://a.example",
                "for=192.0.2.1;proto=https, for=10.0.0.7;proto=http    | 192.0.2.1            | wss://a.example",
                "for=198.51.100.1;proto=https, for=192.0.2.1;proto=http | 192.0.2.1           | ws://a.example",
                "for=_hidden;proto=https                               | 10.0.0.1             | wss://a.example",
                "for=unknown                                           | 10.0.0.1             | ws://a.example",
                "for=\"192.0.2.1                                       | 10.0.0.1             | ws://a.example",
                "for=192.0.2.1;for=192.0.2.2                           | 10.0.0.1             | ws://a.example",
                "for=\"a,b;c=\\\"d\", for=192.0.2.1                    | 192.0.2.1            | ws://a.example",
                "for=192.0.2.1;host=\"b.example/x\"                    | 192.0.2.1            | ws://a.example",
                "for=192.0.2.1;host=\"u@b.example\"                    | 192.0.2.1            | ws://a.example",
                "for=192.0.2.1;proto=gopher                            | 192.0.2.1            | ws://a.example",
                "nonsense                                              | 10.0.0.1             | ws://a.example",
                ";;;,,,===                                             | 10.0.0.1             | ws://a.example",
            })
    void forwarded(String header, String client, String place) {
        request.set("Forwarded", header);
        assertEquals(client, client());
        assertEquals(place, place());
    }

    @Test
    @DisplayName(
            "PAR-277 X-Forwarded-Proto, -Host and -Port are what the client sees, each hop's own where all have one")
    void publicPlace() {
        request.set("X-Forwarded-For", "192.0.2.1").set("X-Forwarded-Proto", "https");
        assertEquals("wss://a.example", place());
        request.set("X-Forwarded-Port", "8443");
        assertEquals("wss://a.example:8443", place());
        request.set("X-Forwarded-Port", "443");
        assertEquals("wss://a.example", place());
        request.set("X-Forwarded-Host", "b.example:444");
        assertEquals("wss://b.example:444", place());
        request.without("X-Forwarded-Port")
                .set("X-Forwarded-For", "192.0.2.1, 10.0.0.7")
                .set("X-Forwarded-Proto", "https, http")
                .set("X-Forwarded-Host", "b.example", "inner.example");
        assertEquals("wss://b.example", place());
        request.set("X-Forwarded-Proto", "http, https, http");
        assertEquals("ws://b.example", place());
    }

    @Test
    @DisplayName("PAR-277 a proxy may tell the scheme and no client")
    void onlyScheme() {
        request.set("X-Forwarded-Proto", "https");
        assertEquals("10.0.0.1", client());
        assertEquals("wss://a.example", place());
    }

    @ParameterizedTest(name = "[{index}] {0} {1} {2}")
    @DisplayName("PAR-277 nonsense about the place is left out")
    @CsvSource({
        "gopher, a/b, 0",
        "'', '', ''",
        "https://x, u@b, 99999",
        "'http,,', '[::1', x",
        "1, 'a b', -1",
    })
    void nonsense(String proto, String host, String port) {
        request.set("X-Forwarded-For", "192.0.2.1")
                .set("X-Forwarded-Proto", proto)
                .set("X-Forwarded-Host", host)
                .set("X-Forwarded-Port", port);
        assertEquals("ws://a.example", place());
        assertEquals("192.0.2.1", client());
    }

    @Test
    @DisplayName(
            "PAR-277 of two kinds of headers one is the client's own: they have to agree, or one kind is configured")
    void contradiction() {
        request.set("X-Forwarded-For", "192.0.2.1").set("Forwarded", "for=192.0.2.1");
        assertEquals("192.0.2.1", client());
        request.set("Forwarded", "for=198.51.100.1");
        assertEquals("contradiction", client());
        assertEquals(
                "192.0.2.1",
                seen(Headers.X_FORWARDED).orElseThrow().client().orElseThrow().getHostAddress());
        assertEquals(
                "198.51.100.1",
                seen(Headers.FORWARDED).orElseThrow().client().orElseThrow().getHostAddress());
    }

    @Test
    @Timeout(10)
    @DisplayName("PAR-277 a list of a hundred thousand addresses, which a proxy may pass on, takes time in proportion")
    void longList() {
        String many = "192.0.2.1, ".repeat(100_000) + "198.51.100.1";
        request.set("X-Forwarded-For", many).set("X-Forwarded-Proto", "https, ".repeat(100_000) + "http");
        assertEquals("198.51.100.1", client());
        assertEquals("ws://a.example", place());
        request.without("X-Forwarded-For").without("X-Forwarded-Proto").set("Forwarded", many);
        assertEquals("10.0.0.1", client());
    }

    @Test
    @DisplayName("PAR-277 100 000 odd headers: there is a verdict for each")
    void total() {
        Random random = new Random(11);
        String alphabet = "for=host=proto=;,\"\\[]:.1920a \u0000\u00e9%_";
        for (int i = 0; i < 100_000; i++) {
            request.set("Forwarded", text(random, alphabet), text(random, alphabet))
                    .set("X-Forwarded-For", text(random, alphabet))
                    .set("X-Forwarded-Proto", text(random, alphabet))
                    .set("X-Forwarded-Host", text(random, alphabet))
                    .set("X-Forwarded-Port", text(random, alphabet));
            for (Headers headers : Headers.values()) {
                seen(headers).ifPresent(seen -> assertTrue(seen.client().isPresent()));
            }
        }
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(30); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
