package io.capstan.endpoint;

import io.capstan.wire.Utf8;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The messages of one connection that were read already and are not wanted yet, not too many of them. Not thread-safe. */
final class WaitingMessages {
    /** How much may wait beside one message of the largest size, in bytes. */
    private static final int ROOM = 1 << 20;

    /** What a message takes beside its payload, roughly. */
    private static final int OVERHEAD = 64;

    private final Queue<Object> messages = new ArrayDeque<>(0);
    private final long most;
    private long bytes;

    /** @param largest the largest message, in bytes */
    WaitingMessages(int largest) {
        this.most = (long) ROOM + largest;
    }

    /** Adds a {@code String} or a {@code ByteBuffer}, if there is room; whether there was. */
    boolean add(Object message) {
        long more = weight(message);
        if (bytes + more > most) {
            return false;
        }
        bytes += more;
        messages.add(message instanceof ByteBuffer binary ? copy(binary) : message);
        return true;
    }

    /** The next one. */
    @Nullable
    Object poll() {
        Object next = messages.poll();
        bytes -= next == null ? 0 : weight(next);
        return next;
    }

    private static int weight(Object message) {
        return OVERHEAD + (message instanceof ByteBuffer binary ? binary.remaining() : ((String) message).length());
    }

    /** The bytes are the engine's, and may be used for something else when this thread returns. */
    private static ByteBuffer copy(ByteBuffer binary) {
        return ByteBuffer.allocate(binary.remaining()).put(binary).flip();
    }

    /** The payload of a message in bytes. */
    static int bytes(Object message) {
        return message instanceof ByteBuffer binary ? binary.remaining() : Utf8.length((String) message);
    }
}
