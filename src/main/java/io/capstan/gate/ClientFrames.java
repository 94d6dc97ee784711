package io.capstan.gate;

import io.capstan.wire.deflate.FrameHeader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the frames of a client as they come in, in pieces of any size, before Tyrus sees them. Used by one thread at a
 * time.
 *
 * <p>Tyrus takes frames that are not masked, which RFC 6455 §5.1 forbids. Such a one is given reserved bits, which no
 * extension has explained, so that Tyrus refuses it with 1002 as it should have done.
 *
 * <p>The second layer of a {@link DeferredInput}.
 */
abstract class ClientFrames extends PongBrake {
    private static final int OPCODE = 0x0F;
    private static final int PING = 0x9;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;

    /** A header of which a part has come; {@code null} nearly always, so that an idle connection keeps none. */
    private @Nullable FrameHeader begun;

    private long left;

    /**
     * Looks at what has come in, and tells the brake of each ping that began in it.
     *
     * @return how much of it may be shown; the last byte is left out, to come again, where a frame begins with it
     */
    final int look(byte[] bytes, int offset, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        FrameHeader header = begun == null ? new FrameHeader() : begun;
        boolean within = begun != null;
        begun = null;
        while (true) {
            int skipped = (int) Math.min(in.remaining(), left);
            in.position(in.position() + skipped);
            left -= skipped;
            if (!within) {
                if (in.remaining() < 2) {
                    return length - in.remaining();
                }
                refuseUnmasked(in);
            }
            if (!header.read(in)) {
                begun = header;
                return length;
            }
            within = false;
            left = header.length();
            if ((header.first() & OPCODE) == PING) {
                pinged();
            }
            header.clear();
        }
    }

    private static void refuseUnmasked(ByteBuffer in) {
        int at = in.position();
        if ((in.get(at + 1) & MASKED) == 0) {
            in.put(at, (byte) (in.get(at) | RESERVED));
        }
    }

    /** How much of the frame that has come last is still to come, in bytes. */
    final long missing() {
        return left;
    }
}
