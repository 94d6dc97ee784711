package io.capstan.gate;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What it does is seen on Payara, by {@code RushIT}. */
class SingleUseTest {
    @Test
    @DisplayName("requests of a server that has other classes are none of its business")
    void others() {
        assertThrows(ReflectiveOperationException.class, () -> new SingleUse(Object.class));
    }
}
