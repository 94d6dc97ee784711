package io.capstan.push;

import io.capstan.push.SocketOptions.Framing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts the bytes of a connection into documents, however they come: one in ten pieces, or ten in one. Keeps no more than
 * one document and what was read behind it. Used by one thread at a time.
 *
 * <p>A document is told by its beginning, unless it is set: one that begins with a bracket ends with the matching one, and
 * a byte of zero begins a length. Anything else is a line that is no JSON.
 */
final class Framer {
    private static final int LENGTH_BYTES = 4;
    private static final int FIRST_BYTES = 512;
    /** A larger buffer does not outlast its document. */
    private static final int KEPT_BYTES = 32 * 1024;

    private final Framing framing;
    private final int largest;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int start;
    private int end;

    // How far the document at the beginning has been looked at.
    private int seen;
    private int depth;
    private boolean quoted;
    private boolean escaped;

    /**
     * A document.
     *
     * @param bytes its bytes, without what frames it
     * @param counted whether its length came in front
     */
    record Document(byte[] bytes, boolean counted) {}

    /** A document that is larger than allowed: what comes behind it cannot be told from it. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super(null, null, false, false);
        }
    }

    Framer(Framing framing, int largest) {
        this.framing = framing;
        this.largest = largest;
    }

    /** Whether the length of what comes next stands, or has to stand, in front. */
    boolean isCounted() {
        return framing == Framing.LENGTH || framing == Framing.AUTO && start < end && bytes[start] == 0;
    }

    /** Takes what was read. */
    void add(ByteBuffer read) {
        int more = read.remaining();
        if (bytes.length - end < more) {
            int length = end - start;
            int room = bytes.length - length < more ? Math.max(2 * bytes.length, length + more) : bytes.length;
            byte[] moved = new byte[room];
            System.arraycopy(bytes, start, moved, 0, length);
            bytes = moved;
            seen -= start;
            end = length;
            start = 0;
        }
        read.get(bytes, end, more);
        end += more;
    }

    /** Whether there is the beginning of a document. */
    boolean isWithin() {
        skipBlanks();
        return start < end;
    }

    /** The next document that is complete. */
    Optional<Document> next() throws TooLargeException {
        if (!isWithin()) {
            return Optional.empty();
        }
        Optional<Document> document =
                switch (framing) {
                    case LENGTH -> counted();
                    case LINES -> line();
                    case AUTO ->
                        switch (bytes[start]) {
                            case 0 -> counted();
                            case '{', '[' -> bracketed();
                            default -> line();
                        };
                };
        if (document.isEmpty() && end - start > largest + LENGTH_BYTES) {
            throw new TooLargeException();
        }
        return document;
    }

    /** The last document, which may have no end but that of the connection. */
    Optional<Document> last() throws TooLargeException {
        Optional<Document> next = next();
        if (next.isPresent() || !isWithin()) {
            return next;
        }
        return Optional.of(cut(end - start, 0));
    }

    private void skipBlanks() {
        while (start < end && framing != Framing.LENGTH && isBlank(bytes[start])) {
            start++;
        }
        seen = Math.max(seen, start);
    }

    private static boolean isBlank(byte one) {
        return one == ' ' || one == '\n' || one == '\r' || one == '\t';
    }

    private Optional<Document> counted() throws TooLargeException {
        if (end - start < LENGTH_BYTES) {
            return Optional.empty();
        }
        int length = ByteBuffer.wrap(bytes, start, LENGTH_BYTES).getInt();
        if (length < 0 || length > largest) {
            throw new TooLargeException();
        }
        if (end - start < LENGTH_BYTES + length) {
            return Optional.empty();
        }
        start += LENGTH_BYTES;
        return Optional.of(new Document(cut(length, 0).bytes(), true));
    }

    private Optional<Document> line() throws TooLargeException {
        for (; seen < end; seen++) {
            if (bytes[seen] == '\n') {
                return checked(seen - start, 1);
            }
        }
        return Optional.empty();
    }

    private Optional<Document> bracketed() throws TooLargeException {
        for (; seen < end; seen++) {
            if (closes(bytes[seen])) {
                return checked(seen + 1 - start, 0);
            }
        }
        return Optional.empty();
    }

    /** Looks at a byte of a document; whether it is the last one. Bytes of longer characters are none of these. */
    private boolean closes(byte one) {
        if (quoted) {
            quoted = escaped || one != '"';
            escaped = !escaped && one == '\\';
            return false;
        }
        switch (one) {
            case '"' -> quoted = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {
                return false;
            }
        }
        return depth == 0 && !quoted;
    }

    private Optional<Document> checked(int length, int behind) throws TooLargeException {
        if (length > largest) {
            throw new TooLargeException();
        }
        return Optional.of(cut(length, behind));
    }

    private Document cut(int length, int behind) {
        byte[] document = Arrays.copyOfRange(bytes, start, start + length);
        start += length + behind;
        seen = start;
        depth = 0;
        quoted = false;
        escaped = false;
        if (start == end && bytes.length > KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
            start = 0;
            end = 0;
            seen = 0;
        }
        return new Document(document, false);
    }
}
