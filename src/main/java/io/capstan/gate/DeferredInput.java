package io.capstan.gate;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An input stream that keeps its read listener back until it is released. Otherwise it is the other one. */
final class DeferredInput extends ServletInputStream {
    private final ServletInputStream input;
    private @Nullable ReadListener kept;
    private boolean released;

    DeferredInput(ServletInputStream input) {
        this.input = input;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        if (released) {
            input.setReadListener(listener);
        } else {
            kept = listener;
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
        return input.isReady();
    }

    @Override
    public boolean isFinished() {
        return input.isFinished();
    }

    @Override
    public int available() throws IOException {
        return input.available();
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
