package io.capstan.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.endpoint.Annex;
import io.capstan.it.client.ChildProcess;
import io.capstan.push.SocketOptions.Answers;
import io.capstan.push.SocketOptions.Framing;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.Heartbeat;
import io.capstan.wire.WireOptions;
import io.capstan.wire.unix.SocketPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process of another user at the Unix domain socket. Only root can start one, so elsewhere these tests are skipped, and say
 * so.
 */
@Timeout(120)
class ForeignUserTest {
    private static final String OTHER = "nobody";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> AS_OTHER =
            List.of("setpriv", "--reuid", OTHER, "--regid", "65534", "--clear-groups", "/usr/bin/python3", "-c");

    /** Connects, sends a line, and prints what is answered, or why there is no connection. */
    private static final String CLIENT = """
            import socket, sys
            client = socket.socket(socket.AF_UNIX)
            try:
                client.connect(sys.argv[1])
            except OSError as error:
                sys.exit(print(type(error).__name__))
            try:
                client.sendall(b'{"action":"multicast","data":"hello"}\\n')
            except OSError:
                pass # refused before that
            print(client.recv(1000).decode().strip())
            """;

    @TempDir
    Path directory;

    private final DeviceRig rig = new DeviceRig();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final Heartbeat timer =
            new Heartbeat(new ConnectionRegistry(), WireOptions.DEFAULTS, Executors.defaultThreadFactory());
    private Path path;

    @BeforeEach
    void prepare() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        path = directory.resolve("push.sock");
        boolean able;
        try (ChildProcess check = other("print('able')")) {
            able = check.awaitExit(LIMIT) == 0 && check.out().equals("able\n");
        } catch (UncheckedIOException missing) {
            able = false;
        }
        Assumptions.assumeTrue(able, "NO TEST WITH A FOREIGN USER: it takes root, setpriv and /usr/bin/python3");
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
        timer.close();
    }

    private ChildProcess other(String script) {
        List<String> command = new ArrayList<>(AS_OTHER);
        command.addAll(List.of(script, path.toString()));
        return ChildProcess.start(Path.of("/"), command);
    }

    private SocketServer start(List<String> users) {
        SocketPlace place = new SocketPlace("capstan.push.socket", path);
        SocketOptions options =
                new SocketOptions(Optional.of(place), Framing.AUTO, Answers.PLAIN, users, 4, Duration.ofSeconds(30));
        Annex.Site site = new Annex.Site(Executors.defaultThreadFactory(), workers, timer, null);
        return SocketServer.start(place, options, 4096, new Desk(rig.pushes, rig.hub), site);
    }

    private String answerToOther() {
        try (ChildProcess client = other(CLIENT)) {
            client.awaitExit(LIMIT);
            return client.out().strip();
        }
    }

    @Test
    @DisplayName("PAR-236 the kernel does not even let another user open the file")
    void closed() {
        SocketServer server = start(List.of());
        try {
            assertTrue(answerToOther().startsWith("PermissionError"), this::answerToOther);
        } finally {
            server.close();
        }
    }

    @Test
    @DisplayName("PAR-236 another user who can open the file is told ERR forbidden, whatever it sends; nobody gets it")
    void refused() throws IOException {
        DeviceRig.Client device = rig.open();
        SocketServer server = start(List.of("daemon"));
        try {
            assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertTrue(answerToOther().contains("ERR forbidden"), this::answerToOther);
            assertEquals(List.of(), device.data());
        } finally {
            server.close();
        }
    }

    @Test
    @DisplayName("PAR-236 a user who is named may push")
    void named() {
        DeviceRig.Client device = rig.open();
        SocketServer server = start(List.of("daemon", OTHER));
        try {
            assertEquals("OK", answerToOther());
            assertEquals(List.of("\"hello\""), device.data());
        } finally {
            server.close();
        }
    }
}
