package io.capstan.gate;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * An input stream that keeps its read listener back until it is released, behind a tap, and offers little at a time,
 * of {@linkplain ClientFrames frames} as the engine should have them. Otherwise it is the other one.
 *
 * <p>Four layers of one object, of which every connection has one: what counts pings ({@link PongBrake}), what follows the
 * frames ({@link ClientFrames}), what shuts it ({@link Tap}), and here what is offered, and when.
 */
final class DeferredInput extends Tap {
    /**
     * Tyrus reads all that there is, and ends a connection with 1011 when that and what it has of a frame make more than
     * 4 MiB; so a client that sends large frames faster than they are handled would be cut off.
     */
    private static final int MOST_AT_ONCE = 256 * 1024;

    /** Of frames that have not begun; each of these bytes may be a sixth of a ping that has to be answered. */
    private static final int MOST_AHEAD = 16 * 1024;

    /** A byte that was read and not shown; negative if there is none. No {@code int}, for which there would be no room. */
    private short held = -1;

    private boolean released;

    DeferredInput(ServletInputStream input) {
        super(input);
    }

    @Override
    public void setReadListener(ReadListener listener) {
        before(listener);
        if (released) {
            input().setReadListener(this);
        }
    }

    /** Sets the listener that was kept back, and each later one at once. */
    void release() {
        released = true;
        if (isListened()) {
            input().setReadListener(this);
        }
    }

    @Override
    public boolean isFinished() {
        return input().isFinished();
    }

    @Override
    public int available() throws IOException {
        int most = (int) Math.min(missing(), MOST_AT_ONCE) + MOST_AHEAD;
        return Math.min(input().available(), most) + (held >= 0 ? 1 : 0);
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("Tyrus reads arrays");
    }

    /** The next bytes; 0 if what has come is not shown yet. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int old = held >= 0 ? 1 : 0;
        if (length <= old) {
            return 0;
        }
        int fresh = input().read(bytes, offset + old, length - old);
        if (fresh <= 0) {
            return fresh;
        }
        if (old > 0) {
            bytes[offset] = (byte) held;
        }
        int all = old + fresh;
        int shown = look(bytes, offset, all);
        held = (short) (shown < all ? bytes[offset + shown] & 0xFF : -1);
        return shown;
    }

    @Override
    public void close() throws IOException {
        input().close();
    }
}
