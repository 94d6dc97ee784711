package io.capstan.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * WebSocket clients of other languages, by which a server shows that it does not only understand us. Each is a program
 * that takes the address of an echo and of a chat room, prints one line per check, and ends with 0 when all hold. It
 * knows nothing of the host, so any server will do. Where the language or the library cannot be had the test is
 * skipped, and says so.
 */
public enum ForeignClient {
    /** The npm package {@code ws}, installed once into {@code target/js}. */
    NPM_WS {
        @Override
        List<String> command() {
            Path home = Path.of("target", "js").toAbsolutePath();
            requireSuccess("NO TEST WITH npm ws: node is missing", Path.of("").toAbsolutePath(), "node", "--version");
            boolean installed;
            try {
                Files.createDirectories(home);
                installed = Files.isDirectory(home.resolve("node_modules/ws"))
                        && Files.mismatch(Path.of("src/test/js/package.json"), home.resolve("package.json")) < 0;
                for (String file : List.of("package.json", "ws-client.mjs")) {
                    Files.copy(
                            Path.of("src/test/js").resolve(file),
                            home.resolve(file),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (!installed) {
                requireSuccess(
                        "NO TEST WITH npm ws: the package could not be installed",
                        home,
                        "npm",
                        "install",
                        "--no-package-lock",
                        "--no-audit",
                        "--no-fund",
                        "--ignore-scripts");
            }
            return List.of("node", home.resolve("ws-client.mjs").toString());
        }
    },

    /** The Python package {@code websockets}, as Debian's python3-websockets brings it. */
    PYTHON_WEBSOCKETS {
        @Override
        List<String> command() {
            requireSuccess(
                    "NO TEST WITH Python websockets: Debian's python3-websockets is missing",
                    Path.of("").toAbsolutePath(),
                    "/usr/bin/python3",
                    "-c",
                    "import websockets");
            Path script = Path.of("src/test/python/websockets_client.py");
            return List.of("/usr/bin/python3", script.toAbsolutePath().toString());
        }
    };

    private static final Duration LIMIT = Duration.ofMinutes(2);

    abstract List<String> command();

    /** Runs all checks, demands that they hold, and returns what was printed. Takes http and ws addresses. */
    public String check(URI echo, URI chat) {
        return run(echo, chat, List.of());
    }

    /** The same with a server that has to take up the offer of permessage-deflate which these clients make. */
    public String checkCompressed(URI echo, URI chat) {
        return run(echo, chat, List.of("compressed"));
    }

    private String run(URI echo, URI chat, List<String> more) {
        List<String> command = new ArrayList<>(command());
        for (URI uri : List.of(echo, chat)) {
            command.add(uri.toString().replaceFirst("^http", "ws"));
        }
        command.addAll(more);
        try (ChildProcess client = ChildProcess.start(Path.of("").toAbsolutePath(), command)) {
            int exit = client.awaitExit(LIMIT);
            if (exit != 0) {
                throw new AssertionError(this + " ended with " + exit + "\n" + client.output());
            }
            return client.out();
        }
    }

    private static void requireSuccess(String otherwise, Path directory, String... command) {
        try (ChildProcess process = ChildProcess.start(directory, List.of(command))) {
            int exit = process.awaitExit(LIMIT);
            Assumptions.assumeTrue(exit == 0, () -> otherwise + "\n" + process.output());
        } catch (UncheckedIOException e) {
            Assumptions.abort(otherwise + ": " + e.getMessage());
        }
    }
}
