package io.capstan.wire.deflate;

import java.nio.ByteBuffer;

/** The header of a frame as it comes in, RFC 6455 §5.2; the same object for one after the other. */
public final class FrameHeader {
    private static final int SHORTEST = 2;
    private static final int MASK = 4;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private final byte[] bytes = new byte[14];
    private int size;

    /** Of which nothing has come in. */
    public FrameHeader() {}

    /** Takes as much as is its own; whether it is complete. */
    public boolean read(ByteBuffer in) {
        while (in.hasRemaining() && size < expected()) {
            bytes[size++] = in.get();
        }
        return size == expected();
    }

    private int expected() {
        return size < SHORTEST ? SHORTEST : SHORTEST + lengthBytes() + (isMasked() ? MASK : 0);
    }

    private int lengthBytes() {
        return switch (bytes[1] & 0x7F) {
            case TWO_BYTES -> 2;
            case EIGHT_BYTES -> 8;
            default -> 0;
        };
    }

    /** FIN, the reserved bits and the opcode. */
    public int first() {
        return bytes[0] & 0xFF;
    }

    boolean isMasked() {
        return (bytes[1] & 0x80) != 0;
    }

    /** The length of the payload; one that is negative is no length, and the engine will refuse the header. */
    public long length() {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, SHORTEST, 8);
        long length =
                switch (lengthBytes()) {
                    case 2 -> buffer.getShort() & 0xFFFF;
                    case 8 -> buffer.getLong();
                    default -> bytes[1] & 0x7F;
                };
        return length < 0 ? Long.MAX_VALUE : length;
    }

    /** The masking key; zeros, which mask nothing, if there is none. */
    byte[] mask() {
        byte[] mask = new byte[MASK];
        if (isMasked()) {
            System.arraycopy(bytes, size - MASK, mask, 0, MASK);
        }
        return mask;
    }

    /** The header as it came. */
    ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes.clone(), 0, size);
    }

    /** Another one follows. */
    public void clear() {
        size = 0;
    }
}
