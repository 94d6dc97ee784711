package io.capstan.wamp.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Breaks frames, byte by byte. What is written in one goes wrong in all serializers alike. One thread at a time. */
public final class ByteMutator {
    /** What breaks something, in JSON and in the binary ones. */
    private static final String TOKENS = "[]{},:\"\\0-1.eE+tfn \u001e\u0000";

    /** Lists, dicts, strings and binaries of many gigabytes, in MessagePack, CBOR and the prefix of a batch. */
    private static final List<byte[]> LENGTHS = List.of(
            HexFormat.of().parseHex("dd7fffffff"),
            HexFormat.of().parseHex("df7fffffff"),
            HexFormat.of().parseHex("c67fffffff"),
            HexFormat.of().parseHex("db7fffffff"),
            HexFormat.of().parseHex("9b7fffffffffffffff"),
            HexFormat.of().parseHex("bb7fffffffffffffff"),
            HexFormat.of().parseHex("5b7fffffffffffffff"),
            HexFormat.of().parseHex("c25a7fffffff"),
            HexFormat.of().parseHex("7fffffff"),
            "1e999999999".getBytes(StandardCharsets.US_ASCII));

    /** What opens a list or a dict: so deep may one be as there are of them. */
    private static final List<byte[]> OPENINGS = List.of(
            "[".getBytes(StandardCharsets.US_ASCII),
            "{\"\":".getBytes(StandardCharsets.US_ASCII),
            new byte[] {(byte) 0x91},
            new byte[] {(byte) 0x81},
            new byte[] {(byte) 0x81, 0x60},
            new byte[] {(byte) 0x9f},
            new byte[] {(byte) 0xc6});

    private final Random random;

    public ByteMutator(Random random) {
        this.random = random;
    }

    /** Up to four small changes. */
    public byte[] mutated(byte[] seed) {
        byte[] frame = seed.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            frame = mutatedOnce(frame);
        }
        return frame;
    }

    private byte[] mutatedOnce(byte[] frame) {
        if (frame.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(frame.length);
        int length = Math.min(1 + random.nextInt(8), frame.length - at);
        byte[] head = Arrays.copyOf(frame, at);
        byte[] tail = Arrays.copyOfRange(frame, at, frame.length);
        switch (random.nextInt(6)) {
            case 0 -> tail[0] ^= (byte) (1 << random.nextInt(8));
            case 1 -> tail[0] = (byte) random.nextInt(256);
            case 2 -> tail[0] = (byte) TOKENS.charAt(random.nextInt(TOKENS.length()));
            case 3 -> tail = Arrays.copyOfRange(tail, length, tail.length);
            case 4 -> head = concat(head, Arrays.copyOf(tail, length));
            default -> {
                return head;
            }
        }
        return concat(head, tail);
    }

    /** The beginning of one, and the end of another. */
    public byte[] spliced(byte[] one, byte[] other) {
        byte[] head = Arrays.copyOf(one, random.nextInt(one.length + 1));
        return concat(head, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
    }

    /** Says somewhere that a lot is to come. */
    public byte[] huge(byte[] frame) {
        return inserted(frame, LENGTHS.get(random.nextInt(LENGTHS.size())));
    }

    /** Goes down somewhere, by as many levels. */
    public byte[] deep(byte[] frame, int levels) {
        byte[] opening = OPENINGS.get(random.nextInt(OPENINGS.size()));
        byte[] all = new byte[opening.length * levels];
        for (int i = 0; i < all.length; i++) {
            all[i] = opening[i % opening.length];
        }
        return inserted(frame, all);
    }

    private byte[] inserted(byte[] frame, byte[] what) {
        int at = random.nextInt(frame.length + 1);
        byte[] tail = Arrays.copyOfRange(frame, at, frame.length);
        return concat(concat(Arrays.copyOf(frame, at), what), tail);
    }

    static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
