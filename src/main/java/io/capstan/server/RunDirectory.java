package io.capstan.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory in which the servers of a user note that they run, each in a file of its own. Nobody else can enter it,
 * since the files name processes that are going to be ended, and have the keys of the servers.
 */
final class RunDirectory {
    private static final String SUFFIX = ".server";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<?>[] PRIVATE =
            POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)} : new FileAttribute<?>[0];

    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /**
     * What was found.
     *
     * @param running those that run, the oldest first
     * @param stale those that have ended without saying so, whose files were removed
     */
    record Found(List<RunningServer> running, List<RunningServer> stale) {}

    /**
     * Opens the directory, and makes it if need be.
     *
     * @throws IOException also if others could have written there
     */
    static RunDirectory open(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.createDirectory(path, PRIVATE);
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is no directory");
        }
        if (POSIX) {
            checkOwner(path);
        }
        return new RunDirectory(path);
    }

    private static void checkOwner(Path path) throws IOException {
        Path own = Files.createTempFile(path, ".", ".own");
        try {
            if (!Files.getOwner(path).equals(Files.getOwner(own))) {
                throw new IOException(path + " is the directory of " + Files.getOwner(path));
            }
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
                throw new IOException("others may enter " + path + ", which is for its owner only: chmod 700 " + path);
            }
        } finally {
            Files.delete(own);
        }
    }

    /** Notes a server. */
    void add(RunningServer server) throws IOException {
        Path unfinished = Files.createTempFile(path, ".", SUFFIX + ".part");
        try (OutputStream file = Files.newOutputStream(unfinished)) {
            server.toProperties().store(file, "A running Capstan server");
        }
        Files.move(unfinished, file(server), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the note of a server that ends. */
    void remove(RunningServer server) throws IOException {
        Files.deleteIfExists(file(server));
    }

    private Path file(RunningServer server) {
        return path.resolve(server.pid() + SUFFIX);
    }

    /** Looks who is there, and removes the files of those that are not. */
    Found find() throws IOException {
        List<RunningServer> running = new ArrayList<>();
        List<RunningServer> stale = new ArrayList<>();
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(RunDirectory::isNote).toList()) {
                Optional<RunningServer> server = read(file);
                if (server.isPresent() && server.get().process().isPresent()) {
                    running.add(server.get());
                } else if (Files.deleteIfExists(file)) {
                    server.ifPresent(stale::add);
                }
            }
        }
        running.sort(Comparator.comparing(RunningServer::started));
        return new Found(running, stale);
    }

    private static boolean isNote(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }

    private static Optional<RunningServer> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream contents = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            properties.load(contents);
        } catch (NoSuchFileException ended) { // in this moment
            return Optional.empty();
        } catch (IllegalArgumentException somethingElse) {
            return Optional.empty();
        }
        return RunningServer.of(properties);
    }
}
