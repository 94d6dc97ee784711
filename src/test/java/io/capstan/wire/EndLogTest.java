package io.capstan.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is logged about the end of a connection. */
class EndLogTest {
    private final Logger log = Logger.getLogger(WireConnection.class.getName());
    private final List<Level> levels = new ArrayList<>();
    private final Handler keeper = new Handler() {
        @Override
        public void publish(LogRecord line) {
            levels.add(line.getLevel());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.setLevel(Level.ALL);
        log.addHandler(keeper);
    }

    @AfterEach
    void ignore() {
        log.removeHandler(keeper);
        log.setLevel(null);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-173 a peer that finds fault with us is logged as information")
    @ValueSource(ints = {1002, 1003, 1007, 1008, 1009, 1010})
    void fault(int code) {
        new Rig().connection.closed(code, "");
        assertEquals(List.of(Level.INFO), levels);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @DisplayName("PAR-173 an ordinary end is logged for debugging only")
    @ValueSource(ints = {1000, 1001, 1005})
    void ordinary(int code) {
        new Rig().connection.closed(code, "");
        assertEquals(List.of(Level.FINE), levels);
    }
}
