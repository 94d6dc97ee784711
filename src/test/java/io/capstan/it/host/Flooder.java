package io.capstan.it.host;

import io.capstan.testing.RawFrame;
import io.capstan.testing.RawWebSocket;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Sends messages to a server that may not take them, until all are sent or the connection ends. */
final class Flooder extends Thread {
    private static final RawFrame MESSAGE = RawFrame.binary(new byte[4096]);

    private final RawWebSocket client;
    private final long total;
    private final RawFrame frame;
    private volatile long sent;
    private volatile long last = System.nanoTime();

    Flooder(RawWebSocket client, long total) {
        this(client, total, MESSAGE);
    }

    /**
     * Sends frames.
     *
     * @param total how many bytes of payload
     */
    Flooder(RawWebSocket client, long total, RawFrame frame) {
        super("flooder");
        setDaemon(true);
        this.client = client;
        this.total = total;
        this.frame = frame;
    }

    @Override
    public void run() {
        try {
            while (sent < total) {
                client.send(frame);
                sent += frame.payload().length;
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
