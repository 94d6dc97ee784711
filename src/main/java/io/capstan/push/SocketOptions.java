package io.capstan.push;

import io.capstan.settings.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Unix domain socket.
 *
 * @param path where it is; empty: there is none
 * @param framing how documents are told from each other
 * @param answers how they are answered
 * @param users who may connect beside the user that runs the server
 * @param connections how many may be open
 * @param idle after which time without a byte one is closed
 */
record SocketOptions(
        Optional<Path> path, Framing framing, Answers answers, List<String> users, int connections, Duration idle) {
    private static final String PATH = "capstan.push.socket";

    /** How documents are told from each other. */
    enum Framing {
        /** By their own brackets, or by a length in four bytes in front, as each document begins. */
        AUTO,
        /** By line feeds. */
        LINES,
        /** By a length in four bytes in front, the highest first. */
        LENGTH
    }

    /** How messages are answered: one line each. */
    enum Answers {
        /** {@code OK}, or {@code ERR} and a code. */
        PLAIN,
        /** As by HTTP. */
        JSON
    }

    static SocketOptions of(Settings settings) {
        return new SocketOptions(
                settings.text(PATH).flatMap(text -> path(text, settings)),
                settings.choice("capstan.push.socket.framing", Framing.AUTO),
                settings.choice("capstan.push.socket.answers", Answers.PLAIN),
                settings.list("capstan.push.socket.users", List.of()),
                settings.number("capstan.push.socket.connections", 64, 1, 10_000),
                settings.duration("capstan.push.socket.idle", Duration.ofMinutes(1), Duration.ofMillis(100)));
    }

    private static Optional<Path> path(String text, Settings settings) {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && path.getNameCount() > 1) {
                return Optional.of(path.normalize());
            }
        } catch (InvalidPathException none) {
            // said below
        }
        settings.fault(PATH, "the absolute path of a file, as /run/capstan/push.sock");
        return Optional.empty();
    }
}
