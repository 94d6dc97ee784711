package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.capstan.bench.load.RoomLoad;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients, many messages, little memory. */
class SoakIT {
    private static final int READERS = 998;
    private static final int MESSAGES = 10_000;

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    @DisplayName(
            "PAR-158 1000 clients of which one never reads, 10,000 messages: all arrive in order, within 64 MB of heap")
    void soak() throws Exception {
        try (ServerProcess server = ServerProcess.startWith(List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"))) {
            try (RawWebSocket stuck =
                    RawSocket.connect(server.uri(), 4096).get("/chat/soak").upgrade()) {
                RoomLoad load = new RoomLoad(READERS, MESSAGES);
                load.run(server.at("chat/soak"));
                assertEquals((long) READERS * MESSAGES, load.arrived());
                stuck.awaitEnd();
            }
            assertEquals(0, server.terminate());
            assertFalse(
                    server.process().output().contains("OutOfMemory"),
                    server.process().output());
        }
    }
}
