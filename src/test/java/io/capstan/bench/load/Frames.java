package io.capstan.bench.load;

/** The frames of a client (RFC 6455 §5.2), masked with a fixed key: a load generator need not be unpredictable. */
final class Frames {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};
    private static final int MASK_BYTES = 4;

    private Frames() {}

    /** A complete frame, ready to be written. */
    static byte[] masked(int opcode, byte[] payload, int from, int length) {
        int header = headerBytes(length) + MASK_BYTES;
        byte[] frame = new byte[header + length];
        frame[0] = (byte) (0x80 | opcode);
        if (length < 126) {
            frame[1] = (byte) (0x80 | length);
        } else if (length < 65_536) {
            frame[1] = (byte) (0x80 | 126);
            frame[2] = (byte) (length >> 8);
            frame[3] = (byte) length;
        } else {
            frame[1] = (byte) (0x80 | 127);
            for (int i = 0; i < 4; i++) {
                frame[6 + i] = (byte) (length >> (24 - 8 * i));
            }
        }
        System.arraycopy(MASK, 0, frame, header - MASK_BYTES, MASK_BYTES);
        for (int i = 0; i < length; i++) {
            frame[header + i] = (byte) (payload[from + i] ^ MASK[i & 3]);
        }
        return frame;
    }

    /** Where the payload of a masked frame starts, by the length of the payload. */
    static int payloadAt(int length) {
        return headerBytes(length) + MASK_BYTES;
    }

    /** Writes a byte of the payload of a masked frame. */
    static void put(byte[] frame, int payloadAt, int index, byte value) {
        frame[payloadAt + index] = (byte) (value ^ MASK[index & 3]);
    }

    private static int headerBytes(int length) {
        return length < 126 ? 2 : length < 65_536 ? 4 : 10;
    }
}
