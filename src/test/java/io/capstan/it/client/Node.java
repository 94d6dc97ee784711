package io.capstan.it.client;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs a module of {@code src/test/js} on the Node of the system, without any package. Where there is none the test is
 * skipped, and says so.
 */
public final class Node {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Node has it since 22, and since 20.10 if asked for. */
    private static final String WEB_SOCKET = "--experimental-websocket";

    private Node() {}

    /** Runs a module; returns the lines that it printed, whatever its exit code. */
    public static List<String> run(String module, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", "--no-warnings"));
        if (!hasWebSocket()) {
            command.add(WEB_SOCKET);
        }
        command.add(module);
        command.addAll(List.of(arguments));
        try (ChildProcess node = ChildProcess.start(Path.of("").toAbsolutePath(), command)) {
            node.awaitExit(LIMIT);
            if (!node.err().isEmpty()) {
                throw new AssertionError(node.output());
            }
            return node.out().lines().toList();
        }
    }

    private static boolean hasWebSocket() {
        try (ChildProcess node = ChildProcess.start(
                Path.of("").toAbsolutePath(), List.of("node", "--print", "typeof globalThis.WebSocket"))) {
            node.awaitExit(LIMIT);
            return node.out().startsWith("function");
        } catch (UncheckedIOException e) {
            Assumptions.abort("NO TEST ON NODE: there is no node on the path: " + e.getMessage());
            return false;
        }
    }
}
