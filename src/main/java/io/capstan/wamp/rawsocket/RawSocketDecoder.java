package io.capstan.wamp.rawsocket;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Puts frames together of bytes as they come in, however they were cut. What a frame announces is not taken from memory before
 * it comes. One thread at a time.
 */
public final class RawSocketDecoder {
    private static final int FIRST_CAPACITY = 512;
    private static final RawSocketFrame.Type[] TYPES = RawSocketFrame.Type.values();

    private final int longest;
    private final ByteBuffer head = ByteBuffer.allocate(RawSocketFrame.HEAD);

    /** What has come of the payload, as far as the head is complete. */
    private ByteBuffer payload = ByteBuffer.allocate(0);

    private RawSocketFrame.Type type = RawSocketFrame.Type.MESSAGE;
    private int length;

    /** Refuses frames with a longer payload than this, in bytes. */
    public RawSocketDecoder(int longest) {
        this.longest = longest;
    }

    /**
     * Reads up to the end of a frame. To be called until there is none; the buffer is empty then.
     *
     * @throws RawSocketException if what comes is no frame; nothing more can be read
     */
    public Optional<RawSocketFrame> next(ByteBuffer bytes) throws RawSocketException {
        if (head.hasRemaining()) {
            move(bytes, head, head.remaining());
            if (head.hasRemaining()) {
                return Optional.empty();
            }
            begin(head.getInt(0));
        }
        int missing = length - payload.position();
        reserve(Math.min(missing, bytes.remaining()));
        move(bytes, payload, missing);
        return payload.position() == length ? Optional.of(end()) : Optional.empty();
    }

    /** Whether a frame has begun and not ended. */
    public boolean isInside() {
        return head.position() > 0;
    }

    private void begin(int first) throws RawSocketException {
        int code = first >>> 24;
        int announced = (code & 0x8) << 21 | first & 0xFF_FFFF;
        if ((code & 0xF0) != 0 || (code & 0x7) >= TYPES.length) {
            throw new RawSocketException("There is no frame of type " + Integer.toHexString(code) + ".");
        }
        if (announced > longest) {
            throw new RawSocketException("A frame of " + announced + " bytes is longer than " + longest + ".");
        }
        type = TYPES[code & 0x7];
        length = announced;
        payload = ByteBuffer.allocate(Math.min(length, FIRST_CAPACITY));
    }

    private RawSocketFrame end() {
        RawSocketFrame frame = new RawSocketFrame(type, payload.flip().asReadOnlyBuffer());
        payload = ByteBuffer.allocate(0);
        head.clear();
        return frame;
    }

    private void reserve(int more) {
        if (payload.remaining() < more) {
            int wanted = Math.max(2 * payload.capacity(), payload.position() + more);
            payload = ByteBuffer.allocate(Math.min(wanted, length)).put(payload.flip());
        }
    }

    private static void move(ByteBuffer from, ByteBuffer to, int most) {
        int count = Math.min(most, from.remaining());
        to.put(from.slice(from.position(), count));
        from.position(from.position() + count);
    }
}
