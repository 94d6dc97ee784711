package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log of the server says about connections when it says all it can. */
class LogIT {
    private static final Pattern OPENED = Pattern.compile("Connection\\[(\\S{22}) /echo\\] was opened");

    @TempDir
    Path directory;

    private List<String> everything() throws IOException {
        Path configuration = directory.resolve("logging.properties");
        Files.writeString(configuration, """
                handlers=java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level=ALL
                java.util.logging.SimpleFormatter.format=%4$s %5$s%6$s%n
                io.capstan.level=ALL
                """);
        return List.of("-Djava.util.logging.config.file=" + configuration);
    }

    @Test
    @DisplayName(
            "PAR-340 PAR-078 opening and closing are debug lines with id, code and reason, without payload, token or forged lines")
    void openAndClose() throws Exception {
        try (ServerProcess server = ServerProcess.startWith(everything())) {
            try (RawWebSocket client = RawSocket.connect(server.uri())
                    .get("/echo?token=s3cret-token")
                    .header("Cookie", "session=s3cret-cookie")
                    .upgrade()) {
                assertEquals("s3cret-payload", client.send("s3cret-payload").receiveText());
                client.closeAndAwait(1000, "enough\nSEVERE forged");
            }
            Awaitility.await().until(() -> server.process().output().contains("ended with 1000"));
            String log = server.process().output();
            Matcher opened = OPENED.matcher(log);
            assertTrue(opened.find(), log);
            String id = opened.group(1);
            assertTrue(log.contains("FINE Connection " + id + " ended with 1000 enough SEVERE forged."), log);
            assertFalse(log.lines().anyMatch(line -> line.startsWith("SEVERE")), log);
            assertFalse(log.contains("s3cret"), log);
        }
    }
}
