package io.capstan.push;

import io.capstan.settings.Settings;
import io.capstan.wire.unix.SocketPlace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The Unix domain socket.
 *
 * @param place where it is; empty: there is none
 * @param framing how documents are told from each other
 * @param answers how they are answered
 * @param users who may connect beside the user that runs the server
 * @param connections how many may be open
 * @param idle after which time without a byte one is closed
 */
record SocketOptions(
        Optional<SocketPlace> place,
        Framing framing,
        Answers answers,
        List<String> users,
        int connections,
        Duration idle) {

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
                SocketPlace.of(settings, "capstan.push.socket", "/run/capstan/push.sock"),
                settings.choice("capstan.push.socket.framing", Framing.AUTO),
                settings.choice("capstan.push.socket.answers", Answers.PLAIN),
                settings.list("capstan.push.socket.users", List.of()),
                settings.number("capstan.push.socket.connections", 64, 1, 10_000),
                settings.duration("capstan.push.socket.idle", Duration.ofMinutes(1), Duration.ofMillis(100)));
    }
}
