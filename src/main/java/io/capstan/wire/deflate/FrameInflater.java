package io.capstan.wire.deflate;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes that a client sends into those that an engine without extensions understands: a compressed message
 * becomes a fragmented one that is not, everything else stays as it is, byte for byte.
 *
 * <p>Whatever is wrong with the frames themselves is left for the engine to see and to refuse. A message that cannot be
 * inflated becomes a frame with reserved bits, which every engine answers with 1002. Of a message above the limit only
 * so much comes out that everybody sees that it is too large; nothing more is inflated on that connection. So memory and
 * work are bounded by the limit, whatever a message would inflate to.
 *
 * <p>Used by one thread at a time, but for {@link #limit}.
 */
public final class FrameInflater {
    private static final int FIN = 0x80;
    private static final int RSV = 0x70;
    private static final int RSV1 = 0x40;
    private static final int OPCODE = 0x0F;
    private static final int CONTROL = 0x08;
    private static final int MASKED = 0x80;
    /** How much a partly decoded character may hold back. */
    private static final int SLACK = 4;

    private static final int DEFAULT_LIMIT = 65536;

    private final FrameHeader header = new FrameHeader();
    private State state = State.HEADER;
    /** How much of the frame's payload is still to come in. */
    private long left;

    /** The compressed message that is under way. */
    private @Nullable InflatedMessage message;

    /** What is ready to go out before anything else. */
    private @Nullable ByteBuffer ready;

    /** Whether the message was too large: no more data is let through, only control frames. */
    private boolean tooLarge;

    private volatile long limit = DEFAULT_LIMIT;

    private enum State {
        HEADER,
        /** The payload goes through as it is. */
        PASS,
        /** The payload is part of a compressed message. */
        INFLATE,
        /** The payload is dropped. */
        SKIP,
        /** All that comes is dropped: the engine has been shown something that it refuses. */
        BROKEN
    }

    /** The largest message, in bytes after inflating; 65536 until it is set. */
    public void limit(long most) {
        limit = most;
    }

    /** Whether something can come out without anything more coming in. */
    public boolean hasMore() {
        return ready != null || state == State.INFLATE && message != null && message.hasMore();
    }

    /** Moves bytes from the client's to the engine's, until one has no more or the other no more room. */
    public void transfer(ByteBuffer in, ByteBuffer out) {
        while (true) {
            if (!drain(out)) {
                return;
            }
            boolean progress =
                    switch (state) {
                        case HEADER -> readHeader(in);
                        case PASS -> pass(in, out);
                        case INFLATE -> inflate(in);
                        case SKIP -> skip(in);
                        case BROKEN -> {
                            in.position(in.limit());
                            yield false;
                        }
                    };
            if (!progress) {
                return;
            }
        }
    }

    /** Puts out what is ready; whether that was all. */
    private boolean drain(ByteBuffer out) {
        ByteBuffer waiting = ready;
        if (waiting == null) {
            return true;
        }
        move(waiting, out, Integer.MAX_VALUE);
        if (waiting.hasRemaining()) {
            return false;
        }
        ready = null;
        return true;
    }

    private static int move(ByteBuffer from, ByteBuffer to, long most) {
        int length = (int) Math.min(Math.min(from.remaining(), to.remaining()), most);
        to.put(to.position(), from, from.position(), length);
        to.position(to.position() + length);
        from.position(from.position() + length);
        return length;
    }

    private boolean readHeader(ByteBuffer in) {
        if (!header.read(in)) {
            return false;
        }
        left = header.length();
        int first = header.first();
        boolean control = (first & CONTROL) != 0;
        boolean begins = !control && (first & OPCODE) != 0;
        if (control) {
            passHeader();
        } else if (tooLarge) {
            state = State.SKIP;
        } else if (message != null && !begins && (first & RSV) == 0) {
            message.frame(header.mask(), (first & FIN) != 0);
            state = State.INFLATE;
        } else if (message == null && begins && (first & RSV) == RSV1) {
            message = new InflatedMessage(first & OPCODE, header.isMasked());
            message.frame(header.mask(), (first & FIN) != 0);
            state = State.INFLATE;
        } else if (message != null) {
            fail(); // a message within a message, or another RSV1
        } else {
            passHeader();
        }
        if (state != State.BROKEN) {
            header.clear();
        }
        return true;
    }

    private void passHeader() {
        ready = header.bytes();
        state = left == 0 ? State.HEADER : State.PASS;
    }

    private boolean pass(ByteBuffer in, ByteBuffer out) {
        int moved = move(in, out, left);
        left -= moved;
        state = left == 0 ? State.HEADER : State.PASS;
        return moved > 0;
    }

    private boolean skip(ByteBuffer in) {
        int skipped = (int) Math.min(in.remaining(), left);
        in.position(in.position() + skipped);
        left -= skipped;
        state = left == 0 ? State.HEADER : State.SKIP;
        return skipped > 0 || left == 0;
    }

    private boolean inflate(ByteBuffer in) {
        InflatedMessage current = message;
        if (current == null) {
            throw new IllegalStateException("no message is under way");
        }
        int before = in.remaining();
        try {
            left -= current.feed(in, left);
            ready = current.piece(left == 0);
        } catch (DataFormatException corrupt) {
            fail();
            return true;
        }
        if (current.isOver()) {
            end(current);
            state = State.HEADER;
        } else if (current.size() > limit + SLACK) {
            end(current);
            tooLarge = true;
            state = left == 0 ? State.HEADER : State.SKIP;
        } else if (left == 0 && !current.hasMore()) {
            state = State.HEADER;
        }
        return ready != null || in.remaining() < before || state != State.INFLATE;
    }

    private void end(InflatedMessage current) {
        current.close();
        message = null;
    }

    /** Shows the engine a frame that it refuses. */
    private void fail() {
        if (message != null) {
            end(message);
        }
        boolean masked = header.isMasked();
        ready = ByteBuffer.wrap(
                masked
                        ? new byte[] {(byte) (FIN | RSV | 1), (byte) MASKED, 0, 0, 0, 0}
                        : new byte[] {(byte) (FIN | RSV | 1), 0});
        state = State.BROKEN;
    }

    /** Frees what is kept outside the heap: the connection has ended. */
    public void close() {
        if (message != null) {
            end(message);
        }
        state = State.BROKEN;
        ready = null;
    }
}
