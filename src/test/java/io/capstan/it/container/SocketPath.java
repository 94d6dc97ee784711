package io.capstan.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a Unix domain socket of a test may be: such a path may have a hundred bytes, which a directory of the build has not left. */
public final class SocketPath {
    private SocketPath() {}

    /** One below a fresh directory; nothing else of it is there. */
    public static Path fresh(String name) {
        try {
            return Files.createTempDirectory("capstan").resolve(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
