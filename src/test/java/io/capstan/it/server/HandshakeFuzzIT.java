package io.capstan.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.capstan.testing.RawSocket;
import io.capstan.testing.RawWebSocket;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred thousand handshakes of all kinds of wrong, and ten clients who must not notice. */
class HandshakeFuzzIT {
    private static final int HANDSHAKES = 100_000;
    private static final int THREADS = 4;
    private static final int BYSTANDERS = 10;

    /** Little memory, and a key, so that tokens are looked into. */
    private static final List<String> OPTIONS = List.of(
            "-Xmx128m", "-XX:+ExitOnOutOfMemoryError", "-Dcapstan.jwt.secret=" + "a secret for a test ".repeat(4));

    /** What may be answered. A 500 would be a fault of ours. */
    private static final Set<Integer> ALLOWED = Set.of(101, 400, 401, 403, 404, 405, 413, 414, 426, 429, 431, 501, 505);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<Integer, Integer> answers = new ConcurrentSkipListMap<>();

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    @DisplayName(
            "PAR-027 PAR-078 NOT-02 100,000 mutated handshakes: no 500, no foreign origin, no token in the log, ten echo on")
    void fuzz() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + BYSTANDERS);
        try (ServerProcess server = ServerProcess.startWith(OPTIONS)) {
            List<Future<Integer>> bystanders = start(threads, BYSTANDERS, index -> echo(server.uri(), index));
            List<Future<Integer>> attackers = start(threads, THREADS, index -> attack(server.uri(), index));
            int sent = 0;
            for (Future<Integer> attacker : attackers) {
                sent += attacker.get();
            }
            assertEquals(HANDSHAKES, sent);
            over.countDown();
            for (Future<Integer> bystander : bystanders) {
                assertTrue(bystander.get() > 10, "echoes of a bystander");
            }
            assertTrue(answers.getOrDefault(101, 0) > 1000, "some are still correct: " + answers);
            assertTrue(answers.keySet().containsAll(Set.of(400, 401, 403, 405, 426, 431)), "all kinds: " + answers);
            assertEquals(0, server.terminate());
            String log = server.process().output();
            assertFalse(log.contains("\tat "), "a stack trace in the log");
            assertTrue(log.contains(" with 401 by token: "), "refusals in the log");
            assertFalse(log.contains("eyJ") || log.contains("capstan-ticket-"), "a token in the log");
        } finally {
            over.countDown();
            threads.shutdownNow();
        }
    }

    private interface Work {
        int run(int index) throws Exception;
    }

    private static List<Future<Integer>> start(ExecutorService threads, int count, Work work) {
        List<Future<Integer>> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            Callable<Integer> call = () -> work.run(index);
            started.add(threads.submit(call));
        }
        return started;
    }

    /** Echoes until all is over; returns how often. */
    private int echo(URI uri, int index) throws InterruptedException {
        int echoes = 0;
        try (RawWebSocket client = RawSocket.connect(uri).get("/echo").upgrade()) {
            do {
                String text = index + " " + echoes++;
                assertEquals(text, client.send(text).receiveText());
            } while (!over.await(20, TimeUnit.MILLISECONDS));
        }
        return echoes;
    }

    private int attack(URI uri, int index) throws IOException {
        HandshakeMutator mutator = new HandshakeMutator(index);
        int sent = 0;
        for (; sent < HANDSHAKES / THREADS; sent++) {
            boolean foreign = sent % 4 == 0;
            byte[] handshake = mutator.next(foreign);
            int status = status(uri, handshake, "127.0.0." + (1 + sent % 250));
            answers.merge(status, 1, Integer::sum);
            boolean right = status == 0 || ALLOWED.contains(status) && !(foreign && status == 101);
            assertTrue(right, () -> status + " to\n" + new String(handshake, StandardCharsets.ISO_8859_1));
        }
        return sent;
    }

    /** The status of the answer; 0 if the server ended the connection without one. */
    private static int status(URI uri, byte[] handshake, String from) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoLinger(true, 0); // so that no port waits
            socket.setSoTimeout(20_000);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            try {
                socket.getOutputStream().write(handshake);
                socket.shutdownOutput();
                return statusOf(socket.getInputStream());
            } catch (SocketException reset) {
                return 0; // before all was sent or read: the server wants no more of it
            }
        }
    }

    private static int statusOf(InputStream in) throws IOException {
        byte[] start = in.readNBytes("HTTP/1.1 101".length());
        if (start.length < "HTTP/1.1 101".length()) {
            return 0;
        }
        String line = new String(start, StandardCharsets.ISO_8859_1);
        assertTrue(line.matches("HTTP/1\\.[01] \\d{3}"), "no answer of HTTP: " + line);
        return Integer.parseInt(line.substring(9));
    }
}
