package io.capstan.component;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bytes of one message, as its parts come. */
final class PipeInputStream extends InputStream {
    private final Pipe<byte[]> pipe;

    // Used by one thread at a time, as every stream.
    private byte @Nullable [] part = {};
    private int at;

    PipeInputStream(Pipe<byte[]> pipe) {
        this.pipe = pipe;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (part != null && at == part.length) {
            part = pipe.take();
            at = 0;
        }
        if (part == null) {
            return -1;
        }
        int count = Math.min(length, part.length - at);
        System.arraycopy(part, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return part == null ? 0 : part.length - at;
    }

    @Override
    public void close() {
        pipe.close();
    }
}
