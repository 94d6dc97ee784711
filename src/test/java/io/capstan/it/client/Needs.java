package io.capstan.it.client;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. Where that is missing the test is skipped, and says so. */
final class Needs {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Needs() {}

    /** Runs a command in a directory; the test is skipped with these words if it fails or is not there. */
    static void success(String otherwise, Path directory, String... command) {
        try (ChildProcess process = ChildProcess.start(directory, List.of(command))) {
            int exit = process.awaitExit(LIMIT);
            Assumptions.assumeTrue(exit == 0, () -> otherwise + "\n" + process.output());
        } catch (UncheckedIOException e) {
            Assumptions.abort(otherwise + ": " + e.getMessage());
        }
    }

    /** Node is there. */
    static void node(String who) {
        success("NO TEST WITH " + who + ": node is missing", Path.of("").toAbsolutePath(), "node", "--version");
    }

    /** Debian's Python has a package. */
    static void python(String module, String debianPackage) {
        success(
                "NO TEST WITH Python " + module + ": Debian's " + debianPackage + " is missing",
                Path.of("").toAbsolutePath(),
                "/usr/bin/python3",
                "-c",
                "import " + module.replace(" ", ", "));
    }
}
