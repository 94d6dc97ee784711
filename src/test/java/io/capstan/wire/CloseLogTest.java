package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.System.Logger.Level;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloseLogTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {1002, 1003, 1007, 1008, 1009, 1010})
    @DisplayName("PAR-173 a close by the peer that blames us is logged as information")
    void blame(int code) {
        assertEquals(Level.INFO, severityOfClose(code));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {1000, 1001, 1005, 1006})
    @DisplayName("PAR-173 an ordinary end is logged for debugging only")
    void ordinary(int code) {
        assertEquals(Level.DEBUG, severityOfClose(code));
    }

    private static Level severityOfClose(int code) {
        Rig rig = new Rig();
        rig.connection.closed(code, "");
        return Closing.severity(rig.end());
    }
}
