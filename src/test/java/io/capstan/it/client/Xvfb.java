package io.capstan.it.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** A screen that nobody sees, for browsers that want one. It is no server on the network. */
final class Xvfb implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/Xvfb");
    private static final Pattern NUMBER = Pattern.compile("(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ChildProcess process;
    private final String display;

    private Xvfb(ChildProcess process) {
        this.process = process;
        this.display = ":" + process.awaitLine(NUMBER, PATIENCE).group(1);
    }

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    /** Starts a screen, which is as large as the largest window of a test and takes the first number that is free. */
    static Xvfb start(Path directory) {
        ChildProcess process = ChildProcess.start(
                directory,
                List.of(PROGRAM.toString(), "-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1400x1000x24"));
        try {
            return new Xvfb(process);
        } catch (RuntimeException | AssertionError e) {
            process.close();
            throw e;
        }
    }

    /** As in the variable {@code DISPLAY}. */
    String display() {
        return display;
    }

    /** Asks it to end, since it leaves a lock in the way of the next one when it is killed. */
    @Override
    public void close() {
        process.terminate(PATIENCE);
    }
}
