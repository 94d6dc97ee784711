package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-051 an origin is scheme, host and port, in lower case")
    @CsvSource({
        "https://a.example,              https, a.example,      443",
        "http://a.example,               http,  a.example,      80",
        "https://a.example:8443,         https, a.example,      8443",
        "HTTPS://A.Example:443,          https, a.example,      443",
        "http://127.0.0.1:8080,          http,  127.0.0.1,      8080",
        "http://[::1]:8080,              http,  [0:0:0:0:0:0:0:1],      8080",
        "http://[2001:DB8::1],           http,  [2001:db8:0:0:0:0:0:1], 80",
        "http://[::ffff:127.0.0.1],      http,  127.0.0.1,      80",
        "chrome-extension://abcdef,      chrome-extension, abcdef, -1",
        "http://a.example:65535,         http,  a.example,      65535",
        "http://xn--bcher-kva.example,   http,  xn--bcher-kva.example, 80",
        "http://b\u00fccher.example,    http,  xn--bcher-kva.example, 80",
        "http://B\u00dcCHER.example:81, http,  xn--bcher-kva.example, 81",
    })
    void good(String text, String scheme, String host, int port) {
        assertEquals(Optional.of(new Origin(scheme, host, port)), Origin.parse(text));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-057 null and nonsense are no origin, without exception")
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "NULL",
                "*",
                "a.example",
                "//a.example",
                "https:",
                "https://",
                "https:///",
                "https:a",
                "https://a.example/",
                "https://a.example/path",
                "https://a.example?x",
                "https://a.example#x",
                "https://user@a.example",
                "https://user:pw@a.example",
                "https://a.example:",
                "https://a.example:x",
                "https://a.example:65536",
                "https://a.example:99999",
                "https://a.example:100000",
                "https://a.example:-1",
                "https://a example",
                "https://[::1",
                "https://::1",
                "https://[]",
                "https://a.example, https://b.example",
                "https://a.example https://b.example",
                "https://a.example\n",
                "https://a.example\\b",
                "https://%61.example",
                "https://fa\u00df.example",
                "https://\ud800.example",
                "https://a\uff0fb.example",
                "https://[g::1]",
                "https://[::1%1]",
                "https://[127.0.0.1]",
                "1ttp://a.example",
                "://a.example",
                "file://",
                "data:text/html,x"
            })
    void bad(String text) {
        assertEquals(Optional.empty(), Origin.parse(text));
    }

    @ParameterizedTest(name = "[{index}] {0} at {1}: {2}")
    @DisplayName("PAR-054 same host: name and port of the Host header, whatever the case")
    @CsvSource({
        "https://a.example,      a.example,       true",
        "https://a.example,      A.EXAMPLE,       true",
        "https://a.example,      a.example:443,   true",
        "http://a.example,       a.example:80,    true",
        "http://a.example,       a.example,       true",
        "http://a.example:8080,  a.example:8080,  true",
        "http://[::1]:8080,      [::1]:8080,      true",
        "https://a.example,      a.example:8443,  false",
        "https://a.example:8443, a.example,       false",
        "http://a.example,       a.example:443,   false",
        "https://a.example,      b.example,       false",
        "https://a.example,      x.a.example,     false",
        "https://x.a.example,    a.example,       false",
        "https://a.example,      a.example.,      false",
        "https://a.example,      a.example:x,     false",
        "https://a.example,      '',              false",
        "https://a.example,      a.example/b,     false",
        "https://a.example,      a.example:99999, false",
    })
    void sameHost(String origin, String host, boolean same) {
        assertEquals(same, Origin.parse(origin).orElseThrow().isSameHost(host, false));
    }

    @Test
    @DisplayName("PAR-057 there is a verdict for every text, and what passes is same host with itself only")
    void total() {
        Random random = new Random(3);
        String alphabet = "htps:/[].a1@?# %\\\u0000ä0-_,";
        int passed = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "https://" : "");
            for (int length = random.nextInt(10); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Optional<Origin> origin = Origin.parse(text.toString());
            if (origin.isPresent()) {
                passed++;
                assertTrue(origin.get().host().matches("[a-z0-9.:_\\[\\]-]+"), text::toString);
            }
            Origin.parse("https://a").orElseThrow().isSameHost(text.toString(), false);
        }
        assertTrue(passed > 100, "the texts are too odd to prove anything");
    }
}
