package io.capstan.bench.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a session is about to say. All of it leaves with one write: as one frame where the form has several messages to a
 * frame, and otherwise as a frame for each.
 */
final class WampOutbox {
    private final WampForm form;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    WampOutbox(WampForm form) {
        this.form = form;
    }

    /** Part of a message. */
    WampOutbox part(byte[] bytes) {
        message.writeBytes(bytes);
        return this;
    }

    /** Part of a message. */
    WampOutbox part(byte[] bytes, int from, int length) {
        message.write(bytes, from, length);
        return this;
    }

    /** The message is complete. */
    void end() {
        byte[] bytes = message.toByteArray();
        message.reset();
        if (form.isBatched()) {
            waiting.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            waiting.writeBytes(bytes);
        } else {
            waiting.writeBytes(Frames.masked(form.opcode(), bytes, 0, bytes.length));
        }
    }

    /** Sends what is complete. */
    void flush(Peer peer) throws IOException {
        if (waiting.size() == 0) {
            return;
        }
        byte[] bytes = waiting.toByteArray();
        waiting.reset();
        peer.write(form.isBatched() ? Frames.masked(form.opcode(), bytes, 0, bytes.length) : bytes);
    }
}
