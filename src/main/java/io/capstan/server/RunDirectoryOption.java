package io.capstan.server;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --run-directory}, the same for all commands. */
final class RunDirectoryOption {
    @Option(
            names = "--run-directory",
            paramLabel = "<directory>",
            description =
                    "Where running servers are noted (CAPSTAN_RUN_DIRECTORY, else capstan in XDG_RUNTIME_DIR, else"
                            + " capstan-<user> in the directory of temporary files).",
            defaultValue = "${env:CAPSTAN_RUN_DIRECTORY}")
    @Nullable
    Path directory;

    RunDirectory open() throws IOException {
        return RunDirectory.open(directory == null ? usual() : directory);
    }

    /** @throws CommandFailedException if that is not possible, or not safe */
    RunDirectory.Found find() {
        try {
            return open().find();
        } catch (IOException e) {
            throw new CommandFailedException("It is not known which servers run: " + e.getMessage(), e);
        }
    }

    private static Path usual() {
        String ofUser = System.getenv("XDG_RUNTIME_DIR");
        return ofUser == null || ofUser.isBlank()
                ? Path.of(System.getProperty("java.io.tmpdir"), "capstan-" + System.getProperty("user.name"))
                : Path.of(ofUser, "capstan");
    }
}
