package io.capstan.wire.deflate;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.Deflater;

/** Deflates messages, each for itself. Thread-safe; a thread that finds all deflaters in use makes one more. */
public final class Compression {
    /** What a message ends with when it is flushed, and what is not sent (RFC 7692 §7.2.1). */
    private static final int TAIL = 4;

    private final int threshold;
    private final BlockingQueue<Deflater> idle =
            new ArrayBlockingQueue<>(2 * java.lang.Runtime.getRuntime().availableProcessors());

    /** @param threshold smaller messages are not worth it, in bytes of payload */
    public Compression(int threshold) {
        this.threshold = threshold;
    }

    /** The payload of a frame that is marked as compressed; empty if that is no smaller. The buffer stays as it is. */
    public Optional<ByteBuffer> deflate(ByteBuffer payload) {
        int length = payload.remaining();
        if (length < threshold || length <= TAIL) {
            return Optional.empty();
        }
        Deflater pooled = idle.poll();
        Deflater deflater = pooled == null ? new Deflater(Deflater.DEFAULT_COMPRESSION, true) : pooled;
        deflater.setInput(payload.duplicate());
        byte[] deflated = new byte[length + TAIL]; // what does not fit would not be sent
        int size = deflater.deflate(deflated, 0, deflated.length, Deflater.SYNC_FLUSH);
        deflater.reset();
        if (!idle.offer(deflater)) {
            deflater.end();
        }
        return size < deflated.length ? Optional.of(ByteBuffer.wrap(deflated, 0, size - TAIL)) : Optional.empty();
    }

    /** Frees what is kept outside the heap. */
    public void close() {
        for (Deflater deflater = idle.poll(); deflater != null; deflater = idle.poll()) {
            deflater.end();
        }
    }
}
