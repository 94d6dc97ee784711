package io.capstan.store;

import io.capstan.it.client.ChildProcess;
import io.capstan.it.client.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A PostgreSQL of its own on a free port of 127.0.0.1, in a temporary directory. It refuses to run as root, and so has its user then. */
final class Postgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String USER = "postgres";

    private final Path directory;
    private final ChildProcess process;
    private final int port;

    private Postgres(Path directory, ChildProcess process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** Where the programs of the newest one are that is installed. */
    static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    static Postgres start(Path programs) throws IOException {
        Path directory = Files.createTempDirectory("capstan-postgres");
        if (isRoot()) {
            UserPrincipal owner =
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
            Files.setOwner(directory, owner);
        }
        Path data = directory.resolve("data");
        try (ChildProcess init = run(
                directory,
                programs.resolve("initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8")) {
            if (init.awaitExit(LIMIT) != 0) {
                throw new AssertionError("initdb failed\n" + init.output());
            }
        }
        int port = FreePort.any();
        ChildProcess process = run(
                directory,
                programs.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-h",
                "127.0.0.1",
                "-k",
                directory.toString(),
                "-F");
        Awaitility.await().atMost(LIMIT).until(() -> process.output().contains("ready to accept connections"));
        return new Postgres(directory, process, port);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static ChildProcess run(Path directory, String... command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups"));
        }
        all.addAll(List.of(command));
        return ChildProcess.start(directory, all);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    String user() {
        return USER;
    }

    @Override
    public void close() throws IOException {
        process.close(); // SIGTERM would wait for clients
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
