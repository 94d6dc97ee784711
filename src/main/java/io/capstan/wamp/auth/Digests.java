package io.capstan.wamp.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the methods of authentication compute with; all of it by the JDK. */
final class Digests {
    private static final String HMAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Digests() {}

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes that were written as Base64; empty if it is none. */
    static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Compares in a time that says nothing about where they differ. */
    static boolean same(byte[] one, byte[] two) {
        return MessageDigest.isEqual(one, two);
    }

    /** The same for texts, whose lengths it does not show either. */
    static boolean same(String one, String two) {
        return same(sha256(utf8(one)), sha256(utf8(two)));
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hmac(byte[] key, byte[] data) {
        return mac(key).doFinal(data);
    }

    /**
     * PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2). By hand, since the JDK's own takes no empty password, and takes characters,
     * where the protocol has bytes.
     */
    static byte[] pbkdf2(byte[] password, byte[] salt, int iterations, int length) {
        Mac mac = mac(password.length == 0 ? new byte[1] : password); // HMAC fills keys up with zeros anyway
        byte[] derived = new byte[length];
        for (int block = 1, at = 0; at < length; block++, at += mac.getMacLength()) {
            mac.update(salt);
            mac.update(new byte[] {(byte) (block >>> 24), (byte) (block >>> 16), (byte) (block >>> 8), (byte) block});
            byte[] round = mac.doFinal();
            byte[] sum = round;
            for (int i = 1; i < iterations; i++) {
                round = mac.doFinal(round);
                sum = xor(sum, round);
            }
            System.arraycopy(sum, 0, derived, at, Math.min(sum.length, length - at));
        }
        return derived;
    }

    static byte[] xor(byte[] one, byte[] two) {
        byte[] result = Arrays.copyOf(one, one.length);
        for (int i = 0; i < result.length; i++) {
            result[i] ^= two[i];
        }
        return result;
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
