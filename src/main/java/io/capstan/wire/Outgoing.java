package io.capstan.wire;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message as it leaves: made once and shared by all its receivers, so that whatever is derived from it (a wire may
 * want ready frames) is derived once too. Immutable.
 */
public final class Outgoing {
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

    static Outgoing text(String text, Optional<String> key) {
        return new Outgoing(text, null, Utf8.length(text), key);
    }

    static Outgoing binary(ByteBuffer binary, Optional<String> key) {
        return new Outgoing(null, binary.asReadOnlyBuffer(), binary.remaining(), key);
    }

    /** The text of a text message, {@code null} if it is binary. */
    public @Nullable String text() {
        return text;
    }

    /** The payload of a binary message, as a buffer of its own, {@code null} if it is text. */
    public @Nullable ByteBuffer binary() {
        return binary == null ? null : binary.duplicate();
    }

    /** The length of the payload, in UTF-8 if it is text. */
    public int bytes() {
        return bytes;
    }

    /** The key by which a newer message may replace this one. */
    @Nullable
    String key() {
        return key;
    }
}
