package io.capstan.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The key of a run by which the command line asks. */
class OperationsKeyTest {
    private static final String KEYS = "capstan.operations.keys";

    @BeforeEach
    @AfterEach
    void clear() {
        System.clearProperty(KEYS);
    }

    @Test
    @DisplayName("each run has a key of its own")
    void own() {
        String key = OperationsKey.forThisRun();
        assertEquals(key, System.getProperty(KEYS));
        clear();
        assertNotEquals(key, OperationsKey.forThisRun());
    }

    @Test
    @DisplayName("keys that are configured stay good")
    void beside() {
        System.setProperty(KEYS, "a-key-of-the-operator, another-of-the-operator");
        String key = OperationsKey.forThisRun();
        assertEquals("a-key-of-the-operator, another-of-the-operator," + key, System.getProperty(KEYS));
    }
}
