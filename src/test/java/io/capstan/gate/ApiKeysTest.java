package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WiringException;
import io.capstan.settings.Settings;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of backends. */
class ApiKeysTest {

    private static ApiKeys keys(String text) {
        Settings settings =
                new Settings(key -> key.equals("capstan.push.keys") ? Optional.ofNullable(text) : Optional.empty());
        ApiKeys keys = ApiKeys.of(settings, "capstan.push.keys");
        settings.check();
        return keys;
    }

    @Test
    @DisplayName("each of several keys is good, as it is or as its hash, and nothing else is")
    void several() {
        ApiKeys keys = keys("0123456789abcdef, "
                + "sha256:5E884898DA28047151D0E56F8DC6292773603D0D6AABBDD62A11EF721D1542D8"); // of "password"
        assertTrue(keys.contains("0123456789abcdef"));
        assertTrue(keys.contains("password"));
        for (String other :
                new String[] {"", "0123456789abcde", "0123456789abcdef ", "0123456789ABCDEF", "sha256:5E88"}) {
            assertFalse(keys.contains(other), other);
        }
        assertFalse(keys.contains("sha256:5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"));
        assertEquals("2 keys", keys.toString());
    }

    @Test
    @DisplayName("without keys nobody has one")
    void none() {
        assertTrue(keys(null).isEmpty());
        assertFalse(keys(null).contains(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789abcdef, short", "sha256:5e88", "sixteen and more ch", "sha256:" + "g"})
    @DisplayName("a key that is too short or no key stops the deployment, and is not shown")
    void invalid(String text) {
        String message = assertThrows(WiringException.class, () -> keys(text)).getMessage();
        assertTrue(
                message.contains(
                        "The setting capstan.push.keys has a value that is not shown; allowed is a list of keys,"
                                + " each of at least 16 visible ASCII characters, or sha256: and the 64 hexadecimal digits"),
                message);
        assertFalse(message.contains(text), message);
    }
}
