package io.capstan.testing;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The client's half of permessage-deflate, RFC 7692 §7.2.2. */
final class Inflation {
    private static final int MAX_PIECE = 64 * 1024 * 1024;
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final Inflater inflater = new Inflater(true);
    private final boolean takesOver;

    private Inflation(boolean takesOver) {
        this.takesOver = takesOver;
    }

    /** What the server has agreed to; {@code null} if that is nothing. */
    static @Nullable Inflation negotiated(HttpAnswer answer) {
        String agreed = answer.header("Sec-WebSocket-Extensions").orElse("");
        return agreed.startsWith("permessage-deflate")
                ? new Inflation(!agreed.contains("server_no_context_takeover"))
                : null;
    }

    /** The next piece of a compressed message; the last one ends it. */
    byte[] inflate(byte[] piece, boolean last) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4 * piece.length);
        inflate(piece, out);
        if (last) {
            inflate(TAIL, out);
            if (!takesOver) {
                inflater.reset();
            }
        }
        return out.toByteArray();
    }

    private void inflate(byte[] in, ByteArrayOutputStream out) {
        byte[] buffer = new byte[8192];
        inflater.setInput(in);
        try {
            for (int length = inflater.inflate(buffer); length > 0; length = inflater.inflate(buffer)) {
                out.write(buffer, 0, length);
                if (out.size() > MAX_PIECE) {
                    throw new AssertionError(
                            "The server sent a frame that inflates to more than " + MAX_PIECE + " bytes");
                }
            }
        } catch (DataFormatException e) {
            throw new AssertionError("The server sent what cannot be inflated", e);
        }
    }
}
