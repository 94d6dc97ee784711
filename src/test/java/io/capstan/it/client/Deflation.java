package io.capstan.it.client;

import io.capstan.testing.RawFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Compressed messages as a client sends them, RFC 7692 §7.2.1, each without the context of another. */
public final class Deflation {
    private static final int COMPRESSED = 4;

    private Deflation() {}

    /** A compressed text message. */
    public static RawFrame text(String text) {
        return RawFrame.of(RawFrame.TEXT, deflate(text.getBytes(StandardCharsets.UTF_8)))
                .rsv(COMPRESSED);
    }

    /** A compressed binary message. */
    public static RawFrame binary(byte[] payload) {
        return RawFrame.of(RawFrame.BINARY, deflate(payload)).rsv(COMPRESSED);
    }

    /** A binary message that inflates to so many mebibytes of zeros, and is about a thousandth of that itself. */
    public static RawFrame bomb(int mebibytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 20];
        byte[] out = new byte[1 << 16];
        for (int i = 0; i < mebibytes; i++) {
            deflater.setInput(zeros);
            drain(deflater, out, bytes, Deflater.NO_FLUSH);
        }
        drain(deflater, out, bytes, Deflater.SYNC_FLUSH);
        deflater.end();
        return RawFrame.of(RawFrame.BINARY, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 4))
                .rsv(COMPRESSED);
    }

    private static byte[] deflate(byte[] payload) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        deflater.setInput(payload);
        drain(deflater, new byte[8192], bytes, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(bytes.toByteArray(), bytes.size() - 4);
    }

    private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream into, int flush) {
        int length = buffer.length;
        while (length == buffer.length) {
            length = deflater.deflate(buffer, 0, buffer.length, flush);
            into.write(buffer, 0, length);
        }
    }
}
