package io.capstan.component;

import java.io.IOException;
import java.io.Reader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The text of one message, as its parts come. */
final class PipeReader extends Reader {
    private final Pipe<String> pipe;

    // Used by one thread at a time, as every reader.
    private @Nullable String part = "";
    private int at;

    PipeReader(Pipe<String> pipe) {
        this.pipe = pipe;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (part != null && at == part.length()) {
            part = pipe.take();
            at = 0;
        }
        if (part == null) {
            return -1;
        }
        int count = Math.min(length, part.length() - at);
        part.getChars(at, at + count, into, offset);
        at += count;
        return count;
    }

    @Override
    public boolean ready() {
        return part == null || at < part.length() || pipe.isReady();
    }

    @Override
    public void close() {
        pipe.close();
    }
}
