package io.capstan.it.host;

import io.capstan.it.client.RawFrame;
import io.capstan.it.client.RawWebSocket;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Sends messages to a server that may not take them, until all are sent or the connection ends. */
final class Flooder extends Thread {
    private static final byte[] MESSAGE = new byte[4096];

    private final RawWebSocket client;
    private final long total;
    private volatile long sent;
    private volatile long last = System.nanoTime();

    Flooder(RawWebSocket client, long total) {
        super("flooder");
        setDaemon(true);
        this.client = client;
        this.total = total;
    }

    @Override
    public void run() {
        try {
            while (sent < total) {
                client.send(RawFrame.binary(MESSAGE));
                sent += MESSAGE.length;
                last = System.nanoTime();
            }
        } catch (UncheckedIOException ended) {
            return;
        }
    }

    /** Waits until nothing has got through for this long, or all has; how many bytes have. */
    long awaitStandstill(Duration pause) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> sent >= total || System.nanoTime() - last > pause.toNanos());
        return sent;
    }
}
