package io.capstan.wire;

import io.capstan.wire.deflate.Compression;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one write, in order: one {@link Outgoing}, or several that were {@link Joined}. Immutable, and shared
 * by all connections that are sent the same, so that its bytes are made once. A {@link Fragment} is a part of a message
 * for one connection.
 */
public abstract sealed class Batch permits Outgoing, Joined, Fragment {
    private volatile byte @Nullable [] frames;
    private volatile byte @Nullable [] compressedFrames;

    /** What this batch was last joined with, for the next connection for which the same waits. */
    private volatile @Nullable Joined lastJoined;

    /** One or more messages. */
    public abstract List<Outgoing> messages();

    /** How many messages. */
    public abstract int size();

    /** Their payload in all, in bytes. */
    public abstract int bytes();

    /**
     * The messages as RFC 6455 frames of a server, one for each, without extensions: a buffer of one's own onto bytes
     * that are shared, so nobody may write into them.
     */
    public final ByteBuffer frames() {
        return ByteBuffer.wrap(frameBytes());
    }

    /** The same where permessage-deflate was agreed upon: what is large enough is compressed, once for all receivers. */
    public final ByteBuffer frames(Compression compression) {
        return ByteBuffer.wrap(frameBytes(compression));
    }

    /** The bytes behind {@link #frames(Compression)}, which is the same one in all of an application. */
    final byte[] frameBytes(Compression compression) {
        byte[] made = compressedFrames;
        if (made == null) {
            made = encode(compression);
            compressedFrames = made;
        }
        return made;
    }

    /** The bytes behind {@link #frames()}. Two threads may both make them; then either result is kept. */
    final byte[] frameBytes() {
        byte[] made = frames;
        if (made == null) {
            made = encode();
            frames = made;
        }
        return made;
    }

    abstract byte[] encode();

    abstract byte[] encode(Compression compression);

    /** Joins what waits for one connection; what waits for many is joined once. */
    static Batch join(List<Batch> parts) {
        Batch first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        Joined known = first.lastJoined;
        if (known != null && known.consistsOf(parts)) {
            return known;
        }
        Joined joined = new Joined(parts);
        first.lastJoined = joined;
        return joined;
    }
}
