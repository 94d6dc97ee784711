package io.capstan.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A crowd")
class CrowdTest {

    @Test
    @DisplayName("has so many in all, and so many of each")
    void limits() {
        Crowd crowd = new Crowd(3, 2);
        Runnable first = crowd.enter("ann").orElseThrow();
        crowd.enter("ann").orElseThrow();
        assertEquals(Optional.empty(), crowd.enter("ann"));
        crowd.enter("bob").orElseThrow();
        assertEquals(Optional.empty(), crowd.enter("cem"));

        first.run();
        first.run();

        assertEquals(2, crowd.size());
        assertTrue(crowd.enter("cem").isPresent());
        assertEquals(Optional.empty(), crowd.enter("ann"));
    }
}
