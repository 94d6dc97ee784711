package io.capstan.wamp.rawsocket;

import java.nio.ByteBuffer;

/**
 * A frame: four bytes for its type and length, and behind them the payload.
 *
 * @param payload nobody writes into it
 */
public record RawSocketFrame(Type type, ByteBuffer payload) {
    /** How many bytes stand before the payload. */
    public static final int HEAD = 4;

    private static final int LENGTH_BITS = 24;

    /** What it is for. */
    public enum Type {
        /** A WAMP message. */
        MESSAGE,
        /** To be answered by a {@link #PONG} with the same payload. */
        PING,
        /** The answer. */
        PONG
    }

    /** A frame with this payload, as bytes; the payload's position stays. */
    public static ByteBuffer encode(Type type, ByteBuffer payload) {
        ByteBuffer frame = ByteBuffer.allocate(HEAD + payload.remaining());
        encode(type, payload, frame);
        return frame.flip();
    }

    /** Puts a frame with this payload into a buffer that has room for it; the payload's position stays. */
    public static void encode(Type type, ByteBuffer payload, ByteBuffer into) {
        int length = payload.remaining();
        if (length > RawSocketHandshake.LONGEST_LIMIT) {
            throw new IllegalArgumentException(length + " bytes are more than a frame can have.");
        }
        // The 25th bit of the length, which only 2^24 has, stands before the type.
        int extra = length >> LENGTH_BITS << 3;
        into.putInt((extra | type.ordinal()) << LENGTH_BITS | length & 0xFF_FFFF);
        into.put(payload.duplicate());
    }
}
