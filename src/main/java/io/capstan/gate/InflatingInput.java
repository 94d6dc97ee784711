package io.capstan.gate;

import io.capstan.wire.deflate.FrameInflater;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An input stream that inflates what a client sends. Used by one thread at a time, as the listener is called. */
final class InflatingInput extends ServletInputStream {
    private static final int READ = 8192;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ServletInputStream input;
    private final FrameInflater inflater;
    private ByteBuffer raw = NOTHING;

    InflatingInput(ServletInputStream input, FrameInflater inflater) {
        this.input = input;
        this.inflater = inflater;
    }

    private boolean waits() {
        return raw.hasRemaining() || inflater.hasMore();
    }

    /** The next bytes; 0 if what was read has not become any yet. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (!waits()) {
            byte[] fresh = new byte[READ];
            int count = input.read(fresh, 0, READ);
            if (count < 0) {
                inflater.close();
                return -1;
            }
            raw = ByteBuffer.wrap(fresh, 0, count);
        }
        ByteBuffer target = ByteBuffer.wrap(bytes, offset, length);
        inflater.transfer(raw, target);
        if (!raw.hasRemaining()) {
            raw = NOTHING; // an idle connection keeps no buffer
        }
        return target.position() - offset;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = 0;
        while (count == 0) {
            count = read(one, 0, 1);
        }
        return count < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int available() throws IOException {
        return waits() ? READ : input.available();
    }

    @Override
    public boolean isReady() {
        return waits() || input.isReady();
    }

    @Override
    public boolean isFinished() {
        return !waits() && input.isFinished();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        input.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
