package io.capstan.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How long {@code java -jar capstan-server.jar start} takes to its first accepted WebSocket. */
record StartUp(Path jar) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long BETWEEN_TRIES = 5_000_000;

    Duration once() throws IOException {
        int port = freePort();
        List<String> command = List.of(
                JvmHost.java(),
                "-jar",
                jar.toString(),
                "start",
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port));
        long from = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (!accepted(port)) {
                if (!process.isAlive() || System.nanoTime() - from > LIMIT.toNanos()) {
                    throw new IOException("No WebSocket; try: " + String.join(" ", command));
                }
                LockSupport.parkNanos(BETWEEN_TRIES);
            }
            return Duration.ofNanos(System.nanoTime() - from);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static boolean accepted(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout((int) LIMIT.toMillis());
            String request = "GET /echo HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);
            return new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 101");
        } catch (SocketException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
