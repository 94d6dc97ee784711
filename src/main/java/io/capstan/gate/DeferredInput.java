package io.capstan.gate;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An input stream that keeps its read listener back until it is released, behind a tap, and offers little at a time,
 * of {@linkplain ClientFrames frames} as the engine should have them. Otherwise it is the other one.
 */
final class DeferredInput extends ServletInputStream {
    /**
     * Tyrus reads all that there is, and ends a connection with 1011 when that and what it has of a frame make more than
     * 4 MiB; so a client that sends large frames faster than they are handled would be cut off.
     */
    private static final int MOST_AT_ONCE = 256 * 1024;

    /** Of frames that have not begun; each of these bytes may be a sixth of a ping that has to be answered. */
    private static final int MOST_AHEAD = 16 * 1024;

    private final ServletInputStream input;
    private final PongBrake brake;
    private final ClientFrames frames = new ClientFrames();

    /** A byte that was read and not shown; negative if there is none. */
    private int held = -1;

    private final Tap tap;
    private @Nullable ReadListener kept;
    private boolean released;

    DeferredInput(ServletInputStream input, PongBrake brake) {
        this.input = input;
        this.brake = brake;
        this.tap = new Tap(input, brake);
    }

    /** What shuts it. */
    Tap tap() {
        return tap;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        ReadListener behindTap = tap.before(listener);
        if (released) {
            input.setReadListener(behindTap);
        } else {
            kept = behindTap;
        }
    }

    /** Sets the listener that was kept back, and each later one at once. */
    void release() {
        released = true;
        if (kept != null) {
            input.setReadListener(kept);
        }
    }

    @Override
    public boolean isReady() {
        return tap.isReady();
    }

    @Override
    public boolean isFinished() {
        return input.isFinished();
    }

    @Override
    public int available() throws IOException {
        int most = (int) Math.min(frames.missing(), MOST_AT_ONCE) + MOST_AHEAD;
        return Math.min(input.available(), most) + (held >= 0 ? 1 : 0);
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
        int fresh = input.read(bytes, offset + old, length - old);
        if (fresh <= 0) {
            return fresh;
        }
        if (old > 0) {
            bytes[offset] = (byte) held;
        }
        int all = old + fresh;
        int shown = frames.look(bytes, offset, all);
        held = shown < all ? bytes[offset + shown] & 0xFF : -1;
        brake.read(frames.pings());
        return shown;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
