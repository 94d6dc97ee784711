package io.capstan.server;

import java.security.SecureRandom;
import java.util.Base64;

/** Keys that nobody guesses. */
final class RandomKey {
    private static final int BYTES = 24;

    private RandomKey() {}

    /** 32 letters, digits, hyphens and underscores. */
    static String make() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
