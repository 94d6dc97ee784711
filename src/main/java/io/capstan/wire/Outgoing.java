package io.capstan.wire;

import io.capstan.wire.deflate.Compression;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message as it leaves: made once and shared by all its receivers. */
public final class Outgoing extends Batch {
    private final @Nullable String text;
    private final @Nullable ByteBuffer binary;
    private final int bytes;
    private final @Nullable String key;

    private Outgoing(@Nullable String text, @Nullable ByteBuffer binary, int bytes, Optional<String> key) {
        this.text = text;
        this.binary = binary;
        this.bytes = bytes;
        this.key = key.orElse(null);
    }

    /** A text message, with the key by which a newer one may replace it. */
    public static Outgoing text(String text, Optional<String> key) {
        return new Outgoing(text, null, Utf8.length(text), key);
    }

    /** A binary message, with the key by which a newer one may replace it. */
    public static Outgoing binary(ByteBuffer binary, Optional<String> key) {
        return new Outgoing(null, binary.asReadOnlyBuffer(), binary.remaining(), key);
    }

    /** The same message, without what was made of it. */
    public Outgoing copy() {
        return new Outgoing(text, binary, bytes, Optional.ofNullable(key));
    }

    /** The same message, if there is no such key, or one that a newer message with this key may replace. */
    public Outgoing keyed(Optional<String> newKey) {
        return newKey.isEmpty() ? this : new Outgoing(text, binary, bytes, newKey);
    }

    /** The text of a text message, {@code null} if it is binary. */
    public @Nullable String text() {
        return text;
    }

    /** The payload of a binary message, as a buffer of its own, {@code null} if it is text. */
    public @Nullable ByteBuffer binary() {
        return binary == null ? null : binary.duplicate();
    }

    @Override
    public List<Outgoing> messages() {
        return List.of(this);
    }

    @Override
    public int size() {
        return 1;
    }

    /** The length of the payload, in UTF-8 if it is text. */
    @Override
    public int bytes() {
        return bytes;
    }

    /** The key by which a newer message may replace this one, {@code null} if none may. */
    public @Nullable String key() {
        return key;
    }

    @Override
    byte[] encode() {
        return Frames.encode(opcode(), payload());
    }

    @Override
    byte[] encode(Compression compression) {
        return compression
                .deflate(payload())
                .map(deflated -> Frames.encode(Frames.COMPRESSED | opcode(), deflated))
                .orElseGet(this::frameBytes);
    }

    private int opcode() {
        return text != null ? Frames.TEXT : Frames.BINARY;
    }

    private ByteBuffer payload() {
        if (text != null) {
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        }
        return binary == null ? ByteBuffer.allocate(0) : binary;
    }
}
