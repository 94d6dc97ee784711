package io.capstan.wamp.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Binary in JSON: a string of the character 0 and the bytes in base64 (WAMP §2.3.4). */
public final class BinaryText {
    private static final char MARK = '\0';

    private BinaryText() {}

    static boolean isMarked(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK;
    }

    static String of(byte[] bytes, int from, int to) {
        byte[] part = from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
        return MARK + Base64.getEncoder().encodeToString(part);
    }

    /** The bytes that a text stands for; empty if it is just a text. */
    public static Optional<byte[]> bytes(String text) {
        if (!isMarked(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text.substring(1).getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException justText) {
            return Optional.empty();
        }
    }
}
