package io.capstan.it.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
            return List.of("node", SCRIPTS.ready("ws-client.mjs", "npm ws").toString());
        }
    },

    /** The Python package {@code websockets}, as Debian's python3-websockets brings it. */
    PYTHON_WEBSOCKETS {
        @Override
        List<String> command() {
            Needs.python("websockets", "python3-websockets");
            Path script = Path.of("src/test/python/websockets_client.py");
            return List.of("/usr/bin/python3", script.toAbsolutePath().toString());
        }
    };

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final NpmScripts SCRIPTS = new NpmScripts(Path.of("src/test/js"), Path.of("target", "js"));

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
}
