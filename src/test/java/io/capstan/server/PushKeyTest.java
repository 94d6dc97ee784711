package io.capstan.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The key of a run for which nobody has said who may push. */
class PushKeyTest {
    private static final String KEYS = "capstan.push.keys";
    private static final String ROLE = "capstan.push.role";

    @BeforeEach
    @AfterEach
    void clear() {
        System.clearProperty(KEYS);
        System.clearProperty(ROLE);
    }

    @Test
    @DisplayName("where nobody is configured who may push there is a random key, for this run only")
    void made() {
        String key = PushKey.forThisRun().orElseThrow();
        assertTrue(key.matches("[A-Za-z0-9_-]{32}"), key);
        assertEquals(key, System.getProperty(KEYS));
        System.clearProperty(KEYS);
        assertTrue(!key.equals(PushKey.forThisRun().orElseThrow()), "another one each time");
    }

    @Test
    @DisplayName("where somebody is, there is none")
    void configured() {
        System.setProperty(ROLE, "capstan-push");
        assertEquals(Optional.empty(), PushKey.forThisRun());
        System.clearProperty(ROLE);
        System.setProperty(KEYS, "a-key-of-the-configuration");
        assertEquals(Optional.empty(), PushKey.forThisRun());
        assertEquals("a-key-of-the-configuration", System.getProperty(KEYS));
    }
}
