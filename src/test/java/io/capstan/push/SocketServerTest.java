package io.capstan.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.WiringException;
import io.capstan.endpoint.Annex;
import io.capstan.push.SocketOptions.Answers;
import io.capstan.push.SocketOptions.Framing;
import io.capstan.wire.ConnectionRegistry;
import io.capstan.wire.Heartbeat;
import io.capstan.wire.WireOptions;
import io.capstan.wire.unix.SocketPlace;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Unix domain socket, with those who write to it in the same process. */
@Timeout(60)
class SocketServerTest {
    private static final String HELLO = "{\"action\":\"multicast\",\"data\":\"hello\"}";
    private static final int LARGEST = 4096;

    @TempDir
    Path directory;

    private final DeviceRig rig = new DeviceRig();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final Heartbeat timer =
            new Heartbeat(new ConnectionRegistry(), WireOptions.DEFAULTS, Executors.defaultThreadFactory());
    private final List<SocketServer> servers = new ArrayList<>();
    private Path path;

    @BeforeEach
    void prepare() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        path = directory.resolve("push.sock");
    }

    @AfterEach
    void stop() {
        servers.forEach(SocketServer::close);
        workers.shutdownNow();
        timer.close();
    }

    private SocketServer start(Framing framing, Answers answers, int connections, Duration idle) {
        SocketPlace place = new SocketPlace("capstan.push.socket", path);
        SocketOptions options = new SocketOptions(Optional.of(place), framing, answers, List.of(), connections, idle);
        Annex.Site site = new Annex.Site(Executors.defaultThreadFactory(), workers, timer, null);
        SocketServer server = SocketServer.start(place, options, LARGEST, new Desk(rig.pushes, rig.hub), site);
        servers.add(server);
        return server;
    }

    private SocketServer start() {
        return start(Framing.AUTO, Answers.PLAIN, 4, Duration.ofSeconds(30));
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String read(SocketChannel channel, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            continue;
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    private static String readAll(SocketChannel channel) throws IOException {
        return read(channel, 1 << 16);
    }

    @Test
    @DisplayName("PAR-235 a document in ten pieces and ten in one are each answered OK, in order")
    void pieces() throws IOException {
        start();
        DeviceRig.Client device = rig.open();
        try (SocketChannel writer = connect()) {
            int part = HELLO.length() / 10 + 1;
            for (int at = 0; at < HELLO.length(); at += part) {
                write(writer, HELLO.substring(at, Math.min(at + part, HELLO.length())));
            }
            assertEquals("OK\n", read(writer, 3), "the bracket is the end of it");
            StringBuilder ten = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                ten.append(HELLO.replace("\"hello\"", String.valueOf(i))).append('\n');
            }
            write(writer, ten.toString());
            assertEquals("OK\n".repeat(10), read(writer, 30));
        }
        assertEquals(List.of("\"hello\"", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"), device.data());
    }

    @Test
    @DisplayName(
            "PAR-234 PAR-235 what is wrong is answered ERR with a code and the field, and the next one is carried out")
    void faults() throws IOException {
        start();
        try (SocketChannel writer = connect()) {
            write(
                    writer,
                    "nonsense\n{\"action\":\"x\"}{\"action\":}" + HELLO + "[" + HELLO + ",7]"
                            + "{\"action\":\"sendToDevice\",\"device\":\"d\",\"data\":1}");
            writer.shutdownOutput();
            assertEquals(
                    "ERR malformed\nERR unknown_action /action\nERR malformed\nOK\nERR not_an_object /1\nERR unknown_device /device\n",
                    readAll(writer));
        }
    }

    @Test
    @DisplayName("PAR-235 answers are JSON where that is set, in the framing of the question")
    void json() throws IOException {
        start(Framing.AUTO, Answers.JSON, 4, Duration.ofSeconds(30));
        try (SocketChannel writer = connect()) {
            byte[] hello = HELLO.getBytes(StandardCharsets.UTF_8);
            writer.write(ByteBuffer.allocate(4 + hello.length)
                    .putInt(hello.length)
                    .put(hello)
                    .flip());
            String answer = "{\"status\":\"accepted\",\"receivers\":0}";
            assertEquals("\0\0\0" + (char) answer.length() + answer, read(writer, 4 + answer.length()));
            write(writer, "[" + HELLO + ",{}]");
            String second =
                    "{\"status\":\"error\",\"code\":\"missing\",\"field\":\"/1/action\",\"reason\":\"The field 'action' is missing.\"}";
            String answers = "[" + answer + "," + second + "]\n";
            assertEquals(answers, read(writer, answers.length()));
        }
    }

    @Test
    @DisplayName("a document that is too large is told so, and its connection ends; others go on")
    void tooLarge() throws IOException {
        start();
        try (SocketChannel writer = connect();
                SocketChannel other = connect()) {
            write(writer, HELLO + "{\"" + "x".repeat(LARGEST + 10));
            assertEquals("OK\nERR too_large\n", readAll(writer));
            write(other, HELLO);
            assertEquals("OK\n", read(other, 3));
        }
    }

    @Test
    @DisplayName("there are only so many connections, one that falls silent is closed, and makes room")
    void bounded() throws IOException {
        start(Framing.AUTO, Answers.PLAIN, 2, Duration.ofMillis(500));
        try (SocketChannel silent = connect();
                SocketChannel half = connect();
                SocketChannel third = connect()) {
            write(half, "{\"action\":");
            assertEquals("ERR busy\n", readAll(third));
            assertEquals("", readAll(silent));
            assertEquals("ERR malformed\n", readAll(half));
            try (SocketChannel next = connect()) {
                write(next, HELLO);
                assertEquals("OK\n", read(next, 3));
            }
        }
    }

    @Test
    @DisplayName("a writer that reads no answers is not read from any more, and holds up nobody")
    void slow() throws IOException {
        start(Framing.AUTO, Answers.JSON, 4, Duration.ofSeconds(30));
        try (SocketChannel slow = connect();
                SocketChannel other = connect()) {
            slow.configureBlocking(false);
            ByteBuffer many = ByteBuffer.wrap(HELLO.repeat(1000).getBytes(StandardCharsets.UTF_8));
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(10))
                    .during(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        int written = slow.write(many);
                        if (!many.hasRemaining()) {
                            many.rewind();
                        }
                        return written == 0;
                    });
            write(other, HELLO);
            assertEquals("{\"status\":\"accepted\",\"receivers\":0}\n", read(other, 36));
        }
    }

    @Test
    @DisplayName("PAR-236 the file is the owner's only, and gone after the stop")
    void file() throws IOException {
        SocketServer server = start();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        try (Stream<Path> all = Files.list(directory)) {
            assertEquals(List.of(path), all.toList());
        }
        server.close();
        assertFalse(Files.exists(path));
    }

    @Test
    @DisplayName("PAR-236 what a killed server has left behind is replaced; the file of another one is left alone")
    void stale() throws IOException {
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(path));
        dead.close();
        assertTrue(Files.exists(path));
        SocketServer server = start();
        Files.delete(path);
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(path));
            server.close();
            assertTrue(Files.exists(path));
        }
    }

    @Test
    @DisplayName("PAR-236 a socket at which somebody listens, and a file that is none, stop the start")
    void taken() throws IOException {
        try (ServerSocketChannel alive = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            alive.bind(UnixDomainSocketAddress.of(path));
            assertRefused("another process listens there; stop that one, or choose another path.");
        }
        Files.delete(path);
        Files.writeString(path, "precious");
        assertRefused("there is a file of this name that is no socket.");
        assertEquals("precious", Files.readString(path));
    }

    @Test
    @DisplayName("PAR-236 a directory to which others may write is refused, one that is missing is made for the owner")
    void directories() throws IOException {
        for (String rights : List.of("rwxrwx---", "rwx----w-")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(rights));
            assertRefused("others may write to its directory; put it into one of its own, as made by: mkdir -m 700 "
                    + directory.toRealPath() + "/capstan.");
            path = directory.resolve("below/push.sock");
            assertRefused("others may replace its directory, since they may write to " + directory.toRealPath() + ".");
            path = directory.resolve("push.sock");
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        path = directory.resolve("own/push.sock");
        start();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())));
        path = directory.resolve("n".repeat(120));
        assertRefused("it is longer than 100 bytes, which not every system takes.");
    }

    private void assertRefused(String why) {
        String message = assertThrows(WiringException.class, this::start).getMessage();
        assertTrue(message.contains("The setting capstan.push.socket is '" + path + "', and " + why), message);
    }
}
