package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Origins;
import io.capstan.WiringException;
import io.capstan.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginTest {

    @Origins({"*.annotated.example", "same-host"})
    private static final class Annotated {}

    @Origins({"good.example", "http:/bad", "site:nobody"})
    private static final class Wrong {}

    @Origins({})
    private static final class Empty {}

    private static final class Plain {}

    @ParameterizedTest(name = "[{index}] {0} and {1}: {2}")
    @DisplayName("PAR-051 PAR-052 each form of a rule lets in what it means and nothing else")
    @CsvSource({
        "https://a.example:8443,  https://a.example:8443,   true",
        "https://a.example:8443,  https://a.example,        false",
        "https://a.example:8443,  http://a.example:8443,    false",
        "https://a.example,       https://a.example:443,    true",
        "https://a.example:443,   https://a.example,        true",
        "HTTPS://A.Example,       https://a.example,        true",
        "https://a.example,       http://a.example,         false",
        "https://a.example,       https://b.a.example,      false",
        "a.example,               https://a.example:8443,   true",
        "a.example,               http://A.EXAMPLE,         true",
        "A.Example,               http://a.example,         true",
        "a.example,               http://b.a.example,       false",
        "a.example,               http://evil-a.example,    false",
        "a.example,               http://a.example.evil,    false",
        "192.0.2.1,               http://192.0.2.1:81,      true",
        "[2001:DB8::1],           http://[2001:db8:0::1],   true",
        "[2001:db8::1],           http://[2001:db8::2],     false",
        "*.a.example,             https://b.a.example,      true",
        "*.A.example,             https://c.B.a.example:1,  true",
        "*.a.example,             https://a.example,        false",
        "*.a.example,             https://ba.example,       false",
        "*.a.example,             https://a.example.evil,   false",
        "same-host,               https://here.example,     true",
        "same-host,               https://a.here.example,   false",
        "localhost,               http://localhost:3000,    true",
        "localhost,               http://127.0.0.1:3000,    true",
        "localhost,               http://[::1]:3000,        true",
        "localhost,               http://localhost.evil,    false",
        "localhost,               http://128.0.0.1,         false",
        "localhost,               http://127.0.0.1.evil,    false",
        "b\u00fccher.example,     http://xn--bcher-kva.example, true",
        "B\u00dcCHER.example,     http://xn--bcher-kva.example, true",
        "xn--bcher-kva.example,   http://b\u00fccher.example,   true",
        "*.b\u00fccher.example,   http://a.xn--bcher-kva.example, true",
        "http://b\u00fccher.example, http://XN--BCHER-KVA.example:80, true",
        "b\u00fccher.example,     http://bucher.example,    false",
        "*,                       http://anybody.example,   true",
        "*,                       chrome-extension://abc,   true",
    })
    void forms(String rule, String origin, boolean allowed) {
        GateRequest request = new Requests().set("Host", "here.example").get();
        assertEquals(
                allowed,
                AllowedOrigin.parse(rule)
                        .orElseThrow()
                        .allows(Origin.parse(origin).orElseThrow(), request));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-051 what is no rule is refused without an exception")
    @ValueSource(
            strings = {
                "",
                "*.",
                "*a.example",
                "**",
                "a.*.example",
                "*.*.example",
                "*.192.0.2.1",
                "*.[::1]",
                "*..example",
                ".example",
                "a.example:80",
                "a.example/",
                "https://",
                "https://a.example/",
                "https://*.a.example",
                "http:/a",
                "user@a.example",
                "a b",
                "[::1",
                "::1",
                "fa\u00df.example",
                "a\u200db.example"
            })
    void none(String rule) {
        assertEquals(Optional.empty(), AllowedOrigin.parse(rule));
    }

    private static boolean lets(RouteOptions options, String origin) {
        GateRequest request = new Requests().set("Host", "here.example").get();
        Origin parsed = Origin.parse(origin).orElseThrow();
        return options.origins().stream().anyMatch(rule -> rule.allows(parsed, request));
    }

    private static RouteOptions options(Class<?> owner, Map<String, String> texts) {
        Settings settings = new Settings(key -> Optional.ofNullable(texts.get(key)));
        RouteOptions options = RouteOptions.of(settings.forRoute(owner), owner);
        settings.check();
        return options;
    }

    @Test
    @DisplayName("PAR-054 without any rule the same host is allowed, and nothing else")
    void standard() {
        RouteOptions options = options(Plain.class, Map.of());
        assertTrue(lets(options, "https://here.example"));
        assertTrue(!lets(options, "https://there.example"));
    }

    @Test
    @DisplayName("PAR-050 the setting of the route comes before the annotation, and that before the general setting")
    void order() {
        Map<String, String> general = Map.of("capstan.origins", "general.example");
        assertTrue(lets(options(Plain.class, general), "https://general.example"));
        assertTrue(!lets(options(Plain.class, general), "https://here.example"));
        assertTrue(lets(options(Annotated.class, general), "https://a.annotated.example"));
        assertTrue(lets(options(Annotated.class, general), "https://here.example"));
        assertTrue(!lets(options(Annotated.class, general), "https://general.example"));
        for (String name : List.of(Annotated.class.getName(), "Annotated")) {
            RouteOptions own = options(
                    Annotated.class,
                    Map.of("capstan.origins", "general.example", "capstan.route." + name + ".origins", "own.example"));
            assertTrue(lets(own, "https://own.example"));
            assertTrue(!lets(own, "https://a.annotated.example"));
        }
    }

    @Test
    @DisplayName("PAR-051 site:<id> stands for the list capstan.site.<id>")
    void site() {
        Map<String, String> texts = Map.of(
                "capstan.origins",
                "site:shop, third.example",
                "capstan.site.shop",
                "first.example, https://second.example");
        RouteOptions options = options(Plain.class, texts);
        assertTrue(lets(options, "http://first.example"));
        assertTrue(lets(options, "https://second.example"));
        assertTrue(lets(options, "https://third.example"));
        assertTrue(!lets(options, "http://second.example"));
        assertTrue(!lets(options, "https://here.example"));
    }

    @Test
    @DisplayName("PAR-051 a rule that is none stops the deployment, with class or key, value and what is allowed")
    void faults() {
        assertFault(
                Wrong.class, Map.of(), Wrong.class.getName() + ": @Origins has 'http:/bad'; allowed is a full origin");
        assertFault(Wrong.class, Map.of(), Wrong.class.getName() + ": @Origins has 'site:nobody'");
        assertFault(Empty.class, Map.of(), Empty.class.getName() + ": @Origins names no origin");
        assertFault(
                Plain.class,
                Map.of("capstan.origins", "a.example, b c"),
                "capstan.origins is 'a.example, b c'; allowed is a list, each a full origin");
        assertFault(Plain.class, Map.of("capstan.origins", "a.example, b c"), "'b c' is not");
        assertFault(
                Plain.class,
                Map.of("capstan.route.Plain.origins", "site:x", "capstan.site.x", "b c"),
                "capstan.route.Plain.origins is 'site:x'");
        assertFault(Plain.class, Map.of("capstan.hosts", "a/b"), "capstan.hosts is 'a/b'; allowed is a list of hosts");
    }

    private static void assertFault(Class<?> owner, Map<String, String> texts, String part) {
        String message =
                assertThrows(WiringException.class, () -> options(owner, texts)).getMessage();
        assertTrue(message.contains(part), message);
    }
}
