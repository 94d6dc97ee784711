package io.capstan.testing;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a server sends, frame by frame, and takes nothing that RFC 6455 forbids: reserved bits without an
 * extension, unknown opcodes, masked frames, a length that is not in its shortest form, fragmented or long control
 * frames, a continuation of nothing, a message within a message, close codes that must not be sent, and anything behind
 * a close frame. What it does not take it reports with the place in the stream.
 *
 * <p>Where permessage-deflate was negotiated (RFC 7692), a message may be compressed, and is then returned as it was.
 */
final class FrameReader {

    private static final long MAX_FRAME = 64L * 1024 * 1024;

    private final RawSocket socket;
    private final @Nullable Inflation inflation;
    private boolean withinMessage;
    private boolean withinCompressed;
    private boolean closed;
    private long frames;
    private long start;
    private @Nullable RawFrame last;

    /** @param inflation for compressed messages, {@code null} if compression was not negotiated */
    FrameReader(RawSocket socket, @Nullable Inflation inflation) {
        this.socket = socket;
        this.inflation = inflation;
    }

    RawFrame next(RawSocket.Deadline deadline) throws IOException {
        start = socket.position();
        int first = socket.read(deadline);
        if (first < 0) {
            throw new EOFException("The server ended the connection" + (closed ? "" : " without a close frame"));
        }
        demand(!closed, "nothing follows a close frame");
        int opcode = first & 15;
        boolean fin = (first & 0x80) != 0;
        boolean compressed = (first & 0x70) == 0x40 && inflation != null;
        demand(
                compressed || (first & 0x70) == 0,
                "no reserved bit without an extension, but " + Integer.toHexString(first));
        demand(opcode <= RawFrame.BINARY || opcode >= RawFrame.CLOSE && opcode <= RawFrame.PONG, "opcode " + opcode);
        int second = socket.readFully(1, deadline)[0] & 0xff;
        demand((second & 0x80) == 0, "a server does not mask");
        int length = length(second & 0x7f, deadline);
        if (opcode >= RawFrame.CLOSE) {
            demand(fin && length <= 125 && !compressed, "a control frame is one frame of at most 125 bytes");
        } else {
            demand(withinMessage == (opcode == RawFrame.CONTINUATION), "a message ends before the next one begins");
            demand(!withinMessage || !compressed, "only the first frame of a message says that it is compressed");
            withinCompressed = withinMessage ? withinCompressed : compressed;
            withinMessage = !fin;
        }
        byte[] payload = socket.readFully(length, deadline);
        if (inflation != null && withinCompressed && opcode < RawFrame.CLOSE) {
            payload = inflation.inflate(payload, fin);
        }
        RawFrame frame = new RawFrame(fin, (first & 0x70) >> 4, opcode, false, payload);
        last = frame;
        frames++;
        if (opcode == RawFrame.CLOSE) {
            closed = true;
            demand(length != 1 && mayBeSent(frame), "a close frame with a code that may be sent, but " + frame);
        }
        return frame;
    }

    /** Where the frame that was returned last is in the stream. */
    String place() {
        return "frame " + frames + ", which begins at byte " + start;
    }

    private int length(int seven, RawSocket.Deadline deadline) throws IOException {
        if (seven < 126) {
            return seven;
        }
        int bytes = seven == 126 ? 2 : 8;
        ByteBuffer field = ByteBuffer.wrap(socket.readFully(bytes, deadline));
        long length = bytes == 2 ? field.getShort() & 0xffff : field.getLong();
        demand(length >= (bytes == 2 ? 126 : 1 << 16), "the shortest form of the length " + length);
        demand(length <= MAX_FRAME, "a sane length, but " + length);
        return (int) length;
    }

    private static boolean mayBeSent(RawFrame close) {
        int code = close.closeCode();
        close.closeReason();
        return close.payload().length == 0
                || code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006
                || code >= 3000 && code <= 4999;
    }

    private void demand(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError("The server broke RFC 6455, which wants: " + rule + "; at byte " + start
                    + ", after " + frames + " frames of which the last is " + last);
        }
    }
}
