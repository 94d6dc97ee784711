package io.capstan.bench.host;

import io.capstan.bench.load.Dialect;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How long {@code java -jar capstan-server.jar start} takes to its first accepted WebSocket, as its user types it. */
public record StartUp(Path jar) {

    /** Starts it once, and ends it. */
    public Duration once() throws IOException {
        String port = Integer.toString(Launch.freePort());
        List<String> command =
                List.of(Launch.java(), "-jar", jar.toString(), "start", "--host", "127.0.0.1", "--port", port);
        URI root = URI.create("http://127.0.0.1:" + port + "/");
        try (RunningServer server = RunningServer.start("server jar", command, root, "echo", Dialect.PLAIN)) {
            return server.startUp();
        }
    }
}
