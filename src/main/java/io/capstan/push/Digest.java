package io.capstan.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Tells contents from each other without keeping them. */
final class Digest {
    private Digest() {}

    static String of(String contents) {
        return Base64.getEncoder().withoutPadding().encodeToString(of(contents.getBytes(StandardCharsets.UTF_8)));
    }

    /** SHA-256. */
    static byte[] of(byte[] contents) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(contents);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
