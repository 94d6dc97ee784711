package io.capstan.it.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs in Java for a JVM of their own, with libraries that are too old to be on one class path with those of the
 * build. The build copies these below {@code target}; the programs are compiled here.
 */
final class JavaPrograms {
    private static final Path SOURCES = Path.of("src/test/wamp-clients");
    private static final Path LIBRARIES = Path.of("target", "wamp-clients").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private JavaPrograms() {}

    /** The command that runs a program; the test is skipped where the libraries are missing. */
    static List<String> command(String program, String libraries) {
        Path jars = LIBRARIES.resolve(libraries);
        Assumptions.assumeTrue(
                Files.isDirectory(jars),
                () -> "NO TEST WITH " + libraries + ": the build has not copied it to " + jars);
        Path classes = LIBRARIES.resolve(program);
        compile(program, jars, classes);
        return List.of(ChildProcess.java(), "-cp", classes + ":" + jars.resolve("*"), program);
    }

    private static void compile(String program, Path jars, Path classes) {
        List<String> command = List.of(
                Path.of(ChildProcess.java()).resolveSibling("javac").toString(),
                "-encoding",
                "UTF-8",
                "-d",
                classes.toString(),
                "-cp",
                jars.resolve("*").toString(),
                SOURCES.resolve("Checks.java").toString(),
                SOURCES.resolve(program + ".java").toString());
        try (ChildProcess compiler = ChildProcess.start(Path.of("").toAbsolutePath(), command)) {
            if (compiler.awaitExit(LIMIT) != 0) {
                throw new AssertionError(program + " does not compile\n" + compiler.output());
            }
        }
    }
}
