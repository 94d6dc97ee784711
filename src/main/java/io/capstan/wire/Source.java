package io.capstan.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;

/** Where the parts of a message come from that is sent as a stream. Used by one thread at a time, but for the close. */
sealed interface Source extends Closeable {
    /** The most that is read at once; memory holds one part of each stream. */
    int PART = 16 * 1024;

    /** The next part, as much as is there; waits for the first of it. The last part is empty. */
    Fragment next() throws IOException;

    /** The source of a text message. */
    static Source of(Reader reader) {
        return new Text(reader);
    }

    /** The source of a binary message. */
    static Source of(InputStream stream) {
        return new Binary(stream);
    }

    /** Characters. */
    final class Text implements Source {
        private final Reader reader;
        private final char[] buffer = new char[PART / 2];
        /** How many characters at the beginning of the buffer were read before: the first half of a pair, or none. */
        private int kept;

        private boolean begun;

        private Text(Reader reader) {
            this.reader = reader;
        }

        @Override
        public Fragment next() throws IOException {
            int length = kept;
            int read;
            do {
                read = reader.read(buffer, length, buffer.length - length);
                length += Math.max(read, 0);
            } while (read >= 0 && length == kept);
            if (read < 0 && kept == 0) {
                return part("", true);
            }
            boolean half = read >= 0 && Character.isHighSurrogate(buffer[length - 1]);
            kept = half ? 1 : 0;
            String text = new String(buffer, 0, length - kept);
            if (half) {
                buffer[0] = buffer[length - 1];
                return text.isEmpty() ? next() : part(text, false);
            }
            return part(text, false);
        }

        private Fragment part(String text, boolean last) {
            Fragment part = Fragment.text(text, !begun, last);
            begun = true;
            return part;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** Bytes. */
    final class Binary implements Source {
        private final InputStream stream;
        private boolean begun;

        private Binary(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public Fragment next() throws IOException {
            byte[] buffer = new byte[PART];
            int read = stream.read(buffer);
            Fragment part = Fragment.binary(ByteBuffer.wrap(buffer, 0, Math.max(read, 0)), !begun, read < 0);
            begun = true;
            return part;
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
