package io.capstan.wamp.rawsocket;

import io.capstan.wamp.message.Protocol;
import java.nio.ByteBuffer;

/**
 * What both sides say first: {@code 7F}, the longest message that they take and the serializer, and two zeros.
 *
 * @param protocol what messages are written in, by the client's choice
 * @param longest the longest payload of a frame that its sender takes, in bytes: a power of 2 from 2^9 to 2^24
 */
public record RawSocketHandshake(Protocol protocol, int longest) {
    /** How many bytes it has. */
    public static final int LENGTH = 4;

    /** What can be agreed upon, in bytes. */
    public static final int SHORTEST_LIMIT = 1 << 9;

    /** What can be agreed upon, in bytes. */
    public static final int LONGEST_LIMIT = 1 << 24;

    static final byte MAGIC = 0x7F;

    private static final int SMALLEST_EXPONENT = 9;

    /** Refuses what cannot be said. */
    public RawSocketHandshake {
        if (Integer.bitCount(longest) != 1 || longest < SHORTEST_LIMIT || longest > LONGEST_LIMIT) {
            throw new IllegalArgumentException(
                    "The longest message is a power of 2 from 512 to 16777216, and not " + longest + ".");
        }
        if (protocol.isBatched()) {
            throw new IllegalArgumentException("RawSocket has no batches.");
        }
    }

    /** Reads one; the buffer has at least {@link #LENGTH} bytes, and moves behind them. */
    public static RawSocketHandshake read(ByteBuffer bytes) throws RawSocketException {
        if (bytes.get() != MAGIC) {
            bytes.position(bytes.position() + LENGTH - 1);
            throw new RawSocketException("RawSocket begins with 7F.");
        }
        int both = bytes.get() & 0xFF;
        if (bytes.getShort() != 0) {
            throw new RawSocketException(
                    "The last two bytes of the handshake have to be 0.", RawSocketError.RESERVED_BITS_USED);
        }
        return new RawSocketHandshake(protocol(both & 0xF), 1 << SMALLEST_EXPONENT + (both >> 4));
    }

    private static Protocol protocol(int code) throws RawSocketException {
        return switch (code) {
            case 1 -> Protocol.JSON;
            case 2 -> Protocol.MSGPACK;
            case 3 -> Protocol.CBOR;
            default ->
                throw new RawSocketException(
                        "There is no serializer " + code + "; 1 is JSON, 2 is MessagePack, 3 is CBOR.",
                        RawSocketError.SERIALIZER_UNSUPPORTED);
        };
    }

    private int code() {
        return switch (protocol.serializer()) {
            case JSON -> 1;
            case MSGPACK -> 2;
            case CBOR -> 3;
        };
    }

    /** What a server answers which takes messages of so many bytes; also what a client sends. */
    public RawSocketHandshake answer(int longest) {
        return new RawSocketHandshake(protocol, longest);
    }

    /** The four bytes. */
    public ByteBuffer bytes() {
        int exponent = Integer.numberOfTrailingZeros(longest) - SMALLEST_EXPONENT;
        return ByteBuffer.wrap(new byte[] {MAGIC, (byte) (exponent << 4 | code()), 0, 0});
    }
}
