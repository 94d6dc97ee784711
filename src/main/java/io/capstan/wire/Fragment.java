package io.capstan.wire;

import io.capstan.wire.deflate.Compression;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a message that leaves before the rest of it is known: one frame of several (RFC 6455 §5.4). */
public final class Fragment extends Batch {
    private final @Nullable String text;
    private final ByteBuffer payload;
    private final boolean first;
    private final boolean last;

    private Fragment(@Nullable String text, ByteBuffer payload, boolean first, boolean last) {
        this.text = text;
        this.payload = payload;
        this.first = first;
        this.last = last;
    }

    static Fragment text(String text, boolean first, boolean last) {
        return new Fragment(text, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), first, last);
    }

    static Fragment binary(ByteBuffer bytes, boolean first, boolean last) {
        return new Fragment(null, bytes, first, last);
    }

    /** The text of a part of a text message, {@code null} if the message is binary. */
    public @Nullable String text() {
        return text;
    }

    /** The payload, as a buffer of its own. */
    public ByteBuffer payload() {
        return payload.duplicate();
    }

    /** Whether the message ends with it. */
    public boolean isLast() {
        return last;
    }

    /** The part as a message of its own, which it is not: for whoever counts. */
    @Override
    public List<Outgoing> messages() {
        return List.of(
                text == null ? Outgoing.binary(payload, Optional.empty()) : Outgoing.text(text, Optional.empty()));
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public int bytes() {
        return payload.remaining();
    }

    @Override
    byte[] encode() {
        int kind = text == null ? Frames.BINARY : Frames.TEXT;
        return Frames.encode(first ? kind : Frames.CONTINUATION, last, payload);
    }

    /** As it is: what is compressed is compressed as a whole. */
    @Override
    byte[] encode(Compression compression) {
        return frameBytes();
    }
}
