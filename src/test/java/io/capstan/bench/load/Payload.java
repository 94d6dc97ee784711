package io.capstan.bench.load;

import java.nio.charset.StandardCharsets;

/** A text of a given size that starts with the time of its sending, 16 hexadecimal digits, so that latency is known. */
final class Payload {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int STAMP = 16;

    private final byte[] frame;
    private final int payloadAt;

    Payload(int size) {
        if (size < STAMP) {
            throw new IllegalArgumentException("A payload has at least " + STAMP + " bytes, not " + size);
        }
        byte[] text = new byte[size];
        for (int i = 0; i < size; i++) {
            text[i] = (byte) ('a' + i % 26);
        }
        frame = Frames.masked(Frames.TEXT, text, 0, size);
        payloadAt = Frames.payloadAt(size);
    }

    /** A frame of its own, with this time in it. */
    byte[] stamped(long time) {
        byte[] copy = frame.clone();
        for (int i = 0; i < STAMP; i++) {
            Frames.put(copy, payloadAt, i, HEX[(int) (time >>> (60 - 4 * i)) & 15]);
        }
        return copy;
    }

    /** The time in a received text. */
    static long stamp(byte[] bytes, int at) {
        long time = 0;
        for (int i = at; i < at + STAMP; i++) {
            int digit = bytes[i];
            time = time << 4 | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }
        return time;
    }
}
