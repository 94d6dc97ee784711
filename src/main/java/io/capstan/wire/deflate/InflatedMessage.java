package io.capstan.wire.deflate;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A compressed message on its way in: its masked payload goes in, frames that are not compressed come out. */
final class InflatedMessage {
    /** What the sender has left out, RFC 7692 §7.2.2. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private static final int LARGEST_PIECE = 8192;
    private static final int LARGEST_MEAL = 4096;
    /** Two bytes, two of length, four of a mask. */
    private static final int LONGEST_HEADER = 8;

    private final Inflater inflater = new Inflater(true);
    private final boolean masked;
    /** The opcode of the next frame: that of the message, then that of a continuation. */
    private int opcode;

    /** The frame that was made last. */
    private final byte[] piece = new byte[LONGEST_HEADER + LARGEST_PIECE];

    private byte[] meal = {};
    private byte[] mask = {};
    private int maskAt;
    private boolean lastFrame;
    private boolean tailFed;
    private boolean over;
    private boolean full;
    private long size;

    InflatedMessage(int opcode, boolean masked) {
        this.opcode = opcode;
        this.masked = masked;
    }

    /** A frame of it begins. */
    void frame(byte[] key, boolean last) {
        mask = key;
        maskAt = 0;
        lastFrame = last;
    }

    /** Takes in payload if it has used up what it has, at most so much; returns how much. */
    int feed(ByteBuffer in, long most) {
        int length = (int) Math.min(Math.min(in.remaining(), most), LARGEST_MEAL);
        if (full || length == 0) {
            return 0;
        }
        byte[] next = new byte[length];
        in.get(next);
        for (int i = 0; i < length; i++) {
            next[i] ^= mask[maskAt++ & 3];
        }
        eat(next);
        return length;
    }

    private void eat(byte[] next) {
        if (inflater.finished()) {
            inflater.reset();
        }
        meal = next;
        inflater.setInput(next);
    }

    /**
     * The next frame, {@code null} if there is nothing for one yet. It is to be used up before the next call.
     *
     * @param frameOver whether all payload of the frame is in
     */
    @Nullable
    ByteBuffer piece(boolean frameOver) throws DataFormatException {
        int end = inflate(LONGEST_HEADER);
        if (end < piece.length && frameOver && lastFrame && !tailFed) {
            tailFed = true;
            eat(TAIL);
            end = inflate(end);
        }
        full = end == piece.length;
        over = !full && tailFed;
        int length = end - LONGEST_HEADER;
        size += length;
        return length == 0 && !over ? null : frame(length);
    }

    /** Inflates what is in, from here on; returns where it ended. */
    private int inflate(int from) throws DataFormatException {
        int at = from;
        while (at < piece.length) {
            int more = inflater.inflate(piece, at, piece.length - at);
            int unread = inflater.getRemaining();
            at += more;
            if (inflater.finished() && unread > 0) { // RFC 7692 §7.2.3.4: behind a last block more may follow
                inflater.reset();
                inflater.setInput(meal, meal.length - unread, unread);
            } else if (more == 0) {
                break;
            }
        }
        return at;
    }

    private ByteBuffer frame(int length) {
        int headerLength = (length < 126 ? 2 : 4) + (masked ? 4 : 0);
        ByteBuffer frame = ByteBuffer.wrap(piece, LONGEST_HEADER - headerLength, headerLength + length);
        frame.mark();
        frame.put((byte) ((over ? 0x80 : 0) | opcode));
        int maskBit = masked ? 0x80 : 0;
        if (length < 126) {
            frame.put((byte) (maskBit | length));
        } else {
            frame.put((byte) (maskBit | 126)).putShort((short) length);
        }
        if (masked) {
            frame.putInt(0); // a key of zeros changes nothing
        }
        frame.reset();
        opcode = 0;
        return frame;
    }

    /** Whether more may come out of what is in. */
    boolean hasMore() {
        return full;
    }

    /** Whether its last frame has been made. */
    boolean isOver() {
        return over;
    }

    /** How much has come out, in bytes of payload. */
    long size() {
        return size;
    }

    void close() {
        inflater.end();
    }
}
