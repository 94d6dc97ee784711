package io.capstan.bench.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks a server that is starting for a WebSocket until it gets one.
 *
 * @param target where it is asked for
 * @param subprotocol what is offered; empty for nothing
 */
record Probe(URI target, String subprotocol) {

    private static final long LIMIT_NANOS = 180_000_000_000L;
    private static final long BETWEEN_TRIES = 5_000_000;
    private static final int PATIENCE_MILLIS = 30_000;

    /** Waits for the first accepted WebSocket. Fails when the process ends before. */
    void await(Process process) throws IOException {
        long from = System.nanoTime();
        while (!accepted()) {
            if (!process.isAlive() || System.nanoTime() - from > LIMIT_NANOS) {
                throw new IOException("no WebSocket at " + target);
            }
            LockSupport.parkNanos(BETWEEN_TRIES);
        }
    }

    private boolean accepted() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(target.getHost(), target.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET " + target.getPath() + " HTTP/1.1\r\nHost: " + target.getAuthority()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + (subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);
            return new String(answer, StandardCharsets.US_ASCII).equals("HTTP/1.1 101");
        } catch (IOException notYet) {
            return false;
        }
    }
}
