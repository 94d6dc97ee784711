package io.capstan.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.capstan.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthMessageTest {

    private static AuthMessage parsed(String text) {
        return AuthMessage.parse(text).orElseThrow();
    }

    @Test
    @DisplayName("PAR-084 action, token and id are found whatever is around them, in any order")
    void parse() {
        AuthMessage plain = parsed("{\"action\":\"auth\",\"data\":{\"token\":\"a.b\"}}");
        assertEquals("auth", plain.action());
        assertEquals("a.b", plain.token());
        assertNull(plain.message().id());
        AuthMessage odd =
                parsed(" { \"x\" : [1,{\"action\":\"y\"}], \"data\":{\"z\":{\"token\":\"no\"},\"token\":\"yes\"},"
                        + " \"id\":12, \"action\" : \"auth.refresh\" } ");
        assertEquals("auth.refresh", odd.action());
        assertEquals("yes", odd.token());
        assertEquals("12", String.valueOf(odd.message().id()));
        assertEquals("", parsed("{\"action\":\"auth\",\"data\":\"token\"}").token(), "none is a wrong one");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("a text that is none is the component's, whatever it looks like")
    @ValueSource(
            strings = {
                "",
                "hello",
                "\"auth\"",
                "[\"auth\"]",
                "{\"action\":\"author\"}",
                "{\"action\":[\"auth\"]}",
                "{\"data\":{\"action\":\"auth\"}}",
                "{\"action\":\"auth\"",
                "{\"action\":\"auth\"} {}",
                "{\"action\":\"auth\",\"data\":{\"token\":}}",
                "{\"action\":\"auth\",\"data\":",
                "{\"action\":\"auth\",,}"
            })
    void others(String text) {
        assertEquals(Optional.empty(), AuthMessage.parse(text));
    }

    @Test
    @DisplayName("a text too long for a token is not looked into, and one too deep is none")
    void bounded() {
        String end = "\"auth\",\"data\":{\"token\":\"" + "x".repeat(16 * 1024) + "\"}}";
        assertEquals(Optional.empty(), AuthMessage.parse("{\"action\":" + end));
        assertEquals(Optional.empty(), AuthMessage.parse("{\"auth\":" + "[".repeat(16_000)));
        assertEquals(Optional.empty(), AuthMessage.parse("{\"auth\":[1"), "one that ends too early");
        assertEquals(Optional.empty(), AuthMessage.parse("{\"auth\":{\"x\":[{"));
    }

    @Test
    @DisplayName("an answer repeats action and id, and says until when the token lasts")
    void answers() {
        Caller caller = new Caller("ada", Set.of(), Map.of(), Optional.of(Instant.EPOCH));
        AuthMessage message = parsed("{\"action\":\"auth.refresh\",\"id\":\"7\",\"data\":{}}");
        assertEquals(
                "{\"action\":\"auth.refresh\",\"data\":{\"expires\":\"1970-01-01T00:00:00Z\"},\"id\":\"7\"}",
                message.accepted(caller));
        assertEquals(
                "{\"action\":\"error\",\"data\":{\"message\":\"No \\\"good\\\".\",\"code\":\"invalid-token\"},\"id\":\"7\"}",
                message.refused("No \"good\"."));
        assertEquals(
                "{\"action\":\"auth\",\"data\":{}}",
                parsed("{\"action\":\"auth\"}").accepted(Caller.of("ada")));
    }
}
