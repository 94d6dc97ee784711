package io.capstan.it.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.Connection;
import io.capstan.MessageComponent;
import io.capstan.Push;
import io.capstan.Route;
import io.capstan.it.client.ChildProcess;
import io.capstan.it.container.Host;
import io.capstan.it.container.SocketPath;
import io.capstan.it.container.Wars;
import io.capstan.testing.RawFrame;
import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import javax.naming.InitialContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Archive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another process on the same machine pushes by a Unix domain socket, and beans push by events, in transactions. */
@ExtendWith(ArquillianExtension.class)
class PushSocketIT {
    private static final boolean TRANSACTIONS = Host.current() != Host.EMBEDDED;
    private static final Path SOCKET = SocketPath.fresh("own/push.sock");
    private static final String HEARTBEAT = "{\"action\":\"hb\"}";

    /** Writes its second argument in so many pieces, half a hundredth of a second apart, and prints what is answered. */
    private static final String WRITER = """
            import socket, sys, time
            s = socket.socket(socket.AF_UNIX)
            s.settimeout(20)
            s.connect(sys.argv[1])
            text, pieces = sys.argv[2].encode(), int(sys.argv[3])
            size = -(-len(text) // pieces)
            for at in range(0, len(text), size):
                s.sendall(text[at:at + size])
                time.sleep(0.005)
            s.shutdown(socket.SHUT_WR)
            while answer := s.recv(8192):
                print(answer.decode(), end='')
            """;

    @ArquillianResource
    URL url;

    private URI base;

    /** Fires what it is told, within a transaction or without: {@code commit <device>}. */
    @Route("/firing")
    public static class Firing implements MessageComponent {
        @Inject
        Event<Push.Request> requests;

        @Override
        public void onMessage(Connection connection, String text) throws Exception {
            String[] words = text.split(" ");
            Push.Request request = new Push.SendToDevice(words[1], words[0]);
            if (words[0].equals("plain")) {
                requests.fire(request);
            } else {
                transact(request, words[0].equals("commit"));
            }
            connection.send("done");
        }

        private void transact(Push.Request request, boolean commit) throws Exception {
            UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
            transaction.begin();
            requests.fire(request);
            if (commit) {
                transaction.commit();
            } else {
                transaction.rollback();
            }
        }
    }

    @Deployment(testable = false)
    static Archive<?> war() {
        return Wars.withConfiguration(
                Wars.of("push-socket", Firing.class),
                "capstan.push.route=/devices",
                "capstan.push.incoming=close",
                "capstan.push.heartbeat=1s",
                "capstan.push.socket=" + SOCKET);
    }

    @BeforeEach
    void prepare() throws Exception {
        base = url.toURI();
    }

    private RawWebSocket open(String path) {
        return RawSocket.connect(base).get(path).upgrade();
    }

    /** What comes that is no heartbeat. */
    private static String next(RawWebSocket client) {
        String text = client.receiveText();
        return text.equals(HEARTBEAT) ? next(client) : text;
    }

    private static String id(RawWebSocket client) {
        return next(client).replaceFirst(".*\"device_id\":\"([^\"]+)\".*", "$1");
    }

    private static String send(String device, int data) {
        return "{\"action\":\"sendToDevice\",\n \"device\":\"" + device + "\",\"data\":" + data + "}";
    }

    private static String write(String text, int pieces) {
        List<String> command = List.of("python3", "-c", WRITER, SOCKET.toString(), text, String.valueOf(pieces));
        try (ChildProcess writer = ChildProcess.start(Path.of("."), command)) {
            assertEquals(0, writer.awaitExit(Duration.ofSeconds(30)), writer.output());
            return writer.out();
        }
    }

    @Test
    @DisplayName("PAR-235 another process writes a document in ten pieces, and ten documents in one")
    void socket() {
        try (RawWebSocket device = open("/devices")) {
            String id = id(device);
            assertEquals("OK\n", write(send(id, 0), 10));
            StringBuilder ten = new StringBuilder();
            for (int i = 1; i <= 10; i++) {
                ten.append(send(id, i));
            }
            assertEquals("OK\n".repeat(10), write(ten.toString(), 1));
            assertEquals("ERR malformed\nOK\n", write("nonsense\n" + send(id, 11), 3));
            for (int i = 0; i <= 11; i++) {
                assertEquals(String.valueOf(i), next(device));
            }
        }
    }

    @Test
    @DisplayName("PAR-236 the socket and the directory that was made for it are the owner's only")
    void file() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(SOCKET)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(SOCKET.getParent())));
    }

    @Test
    @DisplayName("PAR-241 devices are told from time to time that the server is there")
    void heartbeat() {
        try (RawWebSocket device = open("/devices")) {
            assertTrue(device.receiveText().contains("setDeviceId"));
            assertEquals(HEARTBEAT, device.receiveText());
            assertEquals(HEARTBEAT, device.receiveText());
        }
    }

    @Test
    @DisplayName(
            "PAR-231 where that is set, what a device sends closes its connection, a text with 1008 and bytes with 1003")
    void incoming() {
        try (RawWebSocket text = open("/devices");
                RawWebSocket bytes = open("/devices")) {
            assertTrue(text.receiveText().contains("setDeviceId"));
            assertEquals(1008, text.send("hello").receiveClose().closeCode()); // a heartbeat may come before
            assertTrue(bytes.receiveText().contains("setDeviceId"));
            assertEquals(
                    1003, bytes.send(RawFrame.binary((byte) 1)).receiveClose().closeCode());
        }
    }

    @Test
    @DisplayName("PAR-237 PAR-238 a request fired as an event is pushed behind the commit, and never behind a rollback")
    void events() {
        try (RawWebSocket device = open("/devices");
                RawWebSocket firing = open("/firing")) {
            String id = id(device);
            if (TRANSACTIONS) {
                assertEquals("done", firing.send("rollback " + id).receiveText());
                assertEquals("done", firing.send("commit " + id).receiveText());
                assertEquals("\"commit\"", next(device));
            }
            assertEquals("done", firing.send("plain " + id).receiveText());
            assertEquals("\"plain\"", next(device));
        }
    }
}
