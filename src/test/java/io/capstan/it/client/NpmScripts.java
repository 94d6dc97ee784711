package io.capstan.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of scripts for Node beside the {@code package.json} that says what they need. It is copied below {@code
 * target}, and the packages are installed there when that file has changed.
 */
final class NpmScripts {
    private static final String NEEDS = "package.json";

    private final Path source;
    private final Path home;

    NpmScripts(Path source, Path home) {
        this.source = source;
        this.home = home.toAbsolutePath();
    }

    /** The script, ready to be run; the test is skipped where there is no Node or no package to be had. */
    Path ready(String script, String who) {
        Needs.node(who);
        try {
            Files.createDirectories(home);
            try (FileChannel file = FileChannel.open(
                            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = file.lock()) { // another JVM may run such a test too
                install(who, lock.isValid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home.resolve(script);
    }

    private void install(String who, boolean alone) throws IOException {
        Path installed = home.resolve("installed");
        boolean done = alone && Files.isRegularFile(installed) && Files.mismatch(source.resolve(NEEDS), installed) < 0;
        for (Path file : files()) {
            Files.copy(file, home.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!done) {
            Needs.success(
                    "NO TEST WITH " + who + ": the packages could not be installed",
                    home,
                    "npm",
                    "install",
                    "--no-package-lock",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts");
            Files.copy(source.resolve(NEEDS), installed, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
