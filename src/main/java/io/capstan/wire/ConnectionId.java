package io.capstan.wire;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes ids of connections: 128 random bits in 22 characters that may stand in a URL. */
final class ConnectionId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private ConnectionId() {}

    static String next() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return BASE64.encodeToString(bits);
    }
}
