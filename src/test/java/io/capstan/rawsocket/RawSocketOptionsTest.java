package io.capstan.rawsocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WiringException;
import io.capstan.settings.Settings;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RawSocketOptionsTest {
    private static final String KEY = "capstan.wamp.rawsocket.";

    private static Settings settings(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }

    private static String fault(Map<String, String> values) {
        Settings settings = settings(values);
        RawSocketOptions.of(settings);
        return String.valueOf(
                assertThrows(WiringException.class, settings::check).getMessage());
    }

    private static void assertContains(String text, String part) {
        assertTrue(text.contains(part), text);
    }

    @Test
    @DisplayName("nothing listens unless a port or a path is set, and a port is one of 127.0.0.1")
    void defaults() {
        assertFalse(RawSocketOptions.of(settings(Map.of())).isOn());
        Settings settings = settings(Map.of(KEY + "port", "8081", "capstan.wamp.realms", "realm1"));
        RawSocketOptions options = RawSocketOptions.of(settings);
        settings.check();
        assertEquals(Optional.of(new InetSocketAddress("127.0.0.1", 8081)), options.tcp());
        assertEquals(65_536, options.longest());
    }

    @Test
    @DisplayName("a length that cannot be said to a client names those beside it")
    void length() {
        String fault = fault(Map.of(KEY + "max-bytes", "100000"));
        assertContains(fault, "capstan.wamp.rawsocket.max-bytes");
        assertContains(fault, "65536 and 131072");
    }

    @Test
    @DisplayName("a port without a realm, a path that is not absolute, and what is no address or no port")
    void faults() {
        assertContains(fault(Map.of(KEY + "port", "1")), "there is no realm to join; set capstan.wamp.realms");
        assertContains(
                fault(Map.of(KEY + "path", "wamp.sock")), "the absolute path of a file, as /run/capstan/wamp.sock");
        assertContains(
                fault(Map.of(KEY + "port", "1", KEY + "address", "not an address", "capstan.wamp.realms", "r")),
                "an address of this machine");
        assertContains(fault(Map.of(KEY + "port", "70000", "capstan.wamp.realms", "r")), "0 to 65535");
    }
}
