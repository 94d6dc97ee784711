package io.capstan.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * A text of a given size that starts with a mark, the time of its sending in 16 hexadecimal digits, and the number of
 * its topic in 4 decimal ones. So it is found, and its latency known, wherever it shows: as a frame of its own, inside
 * the dress of a protocol, or several to a frame.
 */
final class Payload {

    /** The mark, the time and the topic. */
    static final int HEAD = 22;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MARK = 2;
    private static final int STAMP = 16;

    private final int size;
    private final byte[] frame;
    private final int payloadAt;
    private final int stampAt;

    /** A payload that goes out as it is. */
    Payload(int size) {
        this(size, Dialect.PLAIN);
    }

    /** A payload in the dress of a publication. */
    Payload(int size, Dialect dialect) {
        if (size < HEAD) {
            throw new IllegalArgumentException("A payload has at least " + HEAD + " bytes, not " + size);
        }
        String before = dialect.before().replace("{n}", Integer.toString(size));
        byte[] all = (before + letters(size) + dialect.after()).getBytes(StandardCharsets.US_ASCII);
        this.size = size;
        this.frame = Frames.masked(dialect.binary() ? Frames.BINARY : Frames.TEXT, all, 0, all.length);
        this.payloadAt = Frames.payloadAt(all.length);
        this.stampAt = before.length() + MARK;
    }

    private static String letters(int size) {
        StringBuilder text = new StringBuilder("@T").append("0".repeat(HEAD - MARK));
        while (text.length() < size) {
            text.append((char) ('a' + text.length() % 26));
        }
        return text.toString();
    }

    /** The text alone, for a time to be written into it. */
    static byte[] text(int size) {
        return letters(size).getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes a time into a text. */
    static void stamp(byte[] text, long time) {
        for (int i = 0; i < STAMP; i++) {
            text[MARK + i] = digit(time, i);
        }
    }

    private static byte digit(long time, int index) {
        return HEX[(int) (time >>> (60 - 4 * index)) & 15];
    }

    int size() {
        return size;
    }

    /** A frame of its own, with this time in it. */
    byte[] stamped(long time) {
        return stamped(time, 0);
    }

    /** A frame of its own, with this time and topic in it. */
    byte[] stamped(long time, int topic) {
        byte[] copy = frame.clone();
        for (int i = 0; i < STAMP; i++) {
            Frames.put(copy, payloadAt, stampAt + i, digit(time, i));
        }
        int rest = topic;
        for (int i = HEAD - MARK - 1; i >= STAMP; i--) {
            Frames.put(copy, payloadAt, stampAt + i, HEX[rest % 10]);
            rest /= 10;
        }
        return copy;
    }

    /** Where the next payload starts, from here on; -1 if there is none. */
    static int find(byte[] bytes, int from, int end) {
        for (int at = from; at <= end - HEAD; at++) {
            if (bytes[at] == '@' && bytes[at + 1] == 'T') {
                return at;
            }
        }
        return -1;
    }

    /** The time in a payload. */
    static long stamp(byte[] bytes, int at) {
        long time = 0;
        for (int i = at + MARK; i < at + MARK + STAMP; i++) {
            int digit = bytes[i];
            time = time << 4 | (digit & 15) + (digit >> 6) * 9;
        }
        return time;
    }
}
