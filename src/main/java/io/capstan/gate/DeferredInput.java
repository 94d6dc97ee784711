package io.capstan.gate;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An input stream that keeps its read listener back until it is released, behind a tap, and that offers little at a time.
 * Otherwise it is the other one.
 */
final class DeferredInput extends ServletInputStream {
    /**
     * Tyrus reads all that there is, and ends a connection with 1011 when that and what it has of a frame make more than
     * 4 MiB; so a client that sends large frames faster than they are handled would be cut off.
     */
    private static final int MOST_AT_ONCE = 256 * 1024;

    private final ServletInputStream input;
    private final Tap tap;
    private @Nullable ReadListener kept;
    private boolean released;

    DeferredInput(ServletInputStream input) {
        this.input = input;
        this.tap = new Tap(input);
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
        return Math.min(input.available(), MOST_AT_ONCE);
    }

    @Override
    public int read() throws IOException {
        return input.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return input.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
