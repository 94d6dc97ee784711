package io.capstan.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.it.client.ChildProcess;
import io.capstan.server.CapstanServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/push.md has a shell do is done, and answered as it stands there. */
@Timeout(60)
class PushPageTest {
    private static final Path PAGE = Path.of("docs/push.md");
    private static final String KEY = "a-key-for-the-manual";

    @TempDir
    Path directory;

    /** A block of the page: its language and its lines. */
    private record Block(String language, String text) {}

    private static List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = null;
        String language = "";
        for (String line : Manual.lines(PAGE)) {
            if (line.startsWith("```") && lines == null) {
                language = line.substring(3);
                lines = new ArrayList<>();
            } else if (line.equals("```") && lines != null) {
                blocks.add(new Block(language, String.join("\n", lines)));
                lines = null;
            } else if (lines != null) {
                lines.add(line);
            }
        }
        return blocks;
    }

    private static String run(String... command) {
        try (ChildProcess process = ChildProcess.start(Path.of("."), List.of(command))) {
            assertEquals(0, process.awaitExit(Duration.ofSeconds(20)), process.output());
            return process.out().strip();
        }
    }

    @Test
    @DisplayName("PAR-233 PAR-234 the curl lines are answered with what stands below them, and the script with OK")
    void shell() {
        Path socket = directory.resolve("own/push.sock");
        Map<String, String> settings = Map.of("capstan.push.keys", KEY, "capstan.push.socket", socket.toString());
        settings.forEach(System::setProperty);
        try (CapstanServer server = CapstanServer.builder()
                .port(0)
                .context("/your-app")
                .beanClasses(List.of(Shipping.class))
                .start()) {
            int tried = 0;
            List<Block> blocks = blocks();
            for (int i = 0; i < blocks.size(); i++) {
                String text = blocks.get(i).text();
                if (blocks.get(i).language().equals("shell")) {
                    String line = text.replace("localhost:8080", "127.0.0.1:" + server.port())
                            .replace("curl ", "curl -sS ");
                    assertEquals(blocks.get(i + 1).text(), run("sh", "-c", "KEY=" + KEY + "\n" + line));
                    tried++;
                } else if (blocks.get(i).language().equals("python")) {
                    String script = text.replace("/run/capstan/push.sock", socket.toString());
                    assertEquals("OK", run("python3", "-c", script));
                    tried++;
                }
            }
            assertTrue(tried >= 4, "the blocks are found at all: " + tried);
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }
}
