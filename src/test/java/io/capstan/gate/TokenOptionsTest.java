package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WiringException;
import io.capstan.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenOptionsTest {

    private static TokenOptions of(Map<String, String> texts) {
        Settings settings = new Settings(key -> Optional.ofNullable(texts.get(key)));
        TokenOptions options = TokenOptions.of(settings);
        settings.check();
        return options;
    }

    private static void assertFault(String key, String value) {
        String message = assertThrows(WiringException.class, () -> of(Map.of(key, value)))
                .getMessage();
        assertTrue(message.contains(key + " is '" + value + "'; allowed is "), message);
    }

    @Test
    @DisplayName("PAR-070 by default a token is looked for in header, subprotocol and cookie, not in the query string")
    void defaults() {
        TokenOptions options = of(Map.of());
        assertEquals(List.of(Carrier.HEADER, Carrier.SUBPROTOCOL, Carrier.COOKIE), options.carriers());
        assertEquals("auth-token-", options.subprotocolPrefix());
        assertEquals("token", options.cookie());
    }

    @Test
    @DisplayName("unknown and repeated carriers and names that cannot be sent stop the deployment")
    void faults() {
        assertFault("capstan.token.carriers", "header,body");
        assertFault("capstan.token.carriers", "header,cookie,header");
        assertFault("capstan.token.cookie", "a b");
        assertFault("capstan.token.subprotocol-prefix", "a,");
        assertFault("capstan.token.required", "maybe");
        assertFault("mp.jwt.token.header", "X-Token");
    }

    @Test
    @DisplayName("the keys of MicroProfile JWT name the cookie, where those of Capstan do not")
    void microProfile() {
        TokenOptions standard = of(Map.of("mp.jwt.token.header", "Cookie"));
        assertEquals(List.of(Carrier.COOKIE, Carrier.SUBPROTOCOL), standard.carriers());
        assertEquals("Bearer", standard.cookie());
        assertEquals("mine", of(Map.of("mp.jwt.token.cookie", "mine")).cookie());
        assertEquals(
                "own",
                of(Map.of("mp.jwt.token.cookie", "mine", "capstan.token.cookie", "own"))
                        .cookie());
        assertEquals(
                List.of(Carrier.HEADER),
                of(Map.of("mp.jwt.token.header", "Cookie", "capstan.token.carriers", "header"))
                        .carriers());
    }
}
