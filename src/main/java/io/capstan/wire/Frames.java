package io.capstan.wire;

import java.nio.ByteBuffer;

/** Frames of RFC 6455 §5.2 as a server sends them: not masked, compressed or not. */
final class Frames {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int PONG = 0xA;

    /** RFC 7692 §6: the payload is compressed. */
    static final int COMPRESSED = 0x40;

    private static final int FIN = 0x80;
    private static final int LONGEST_SHORT = 125;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private Frames() {}

    /** A whole message with this payload, of which the buffer's position stays; the opcode may be {@link #COMPRESSED} too. */
    static byte[] encode(int opcode, ByteBuffer payload) {
        return encode(opcode, true, payload);
    }

    /** A frame with this payload, of which the buffer's position stays; {@code last}: the message ends with it. */
    static byte[] encode(int opcode, boolean last, ByteBuffer payload) {
        int length = payload.remaining();
        ByteBuffer frame = ByteBuffer.allocate(headerLength(length) + length);
        frame.put((byte) (last ? FIN | opcode : opcode));
        if (length <= LONGEST_SHORT) {
            frame.put((byte) length);
        } else if (length <= 0xFFFF) {
            frame.put((byte) TWO_BYTES).putShort((short) length);
        } else {
            frame.put((byte) EIGHT_BYTES).putLong(length);
        }
        frame.put(payload.duplicate());
        return frame.array();
    }

    private static int headerLength(int length) {
        return length <= LONGEST_SHORT ? 2 : length <= 0xFFFF ? 4 : 10;
    }
}
