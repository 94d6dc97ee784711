package io.capstan.gate.jwt;

import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/** Which algorithms go with which keys (RFC 7518 §3.1, RFC 8037). There is no {@code none}. */
final class Algorithms {
    private static final List<String> RSA = List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
    private static final List<String> EC = List.of("ES256", "ES384", "ES512");
    private static final List<String> ED = List.of("EdDSA");
    private static final List<String> SECRET = List.of("HS256", "HS384", "HS512");
    private static final int LEAST_RSA_BITS = 2048; // RFC 7518 §3.3

    private Algorithms() {}

    /** All that need a pair of keys. */
    static Set<String> asymmetric() {
        return Stream.of(RSA, EC, ED).flatMap(List::stream).collect(Collectors.toSet());
    }

    /** All, in the order of a message. */
    static List<String> known() {
        return Stream.of(RSA, EC, ED, SECRET).flatMap(List::stream).toList();
    }

    /** Those that a key is good for, the usual one first; none for a key that is too short or of no known kind. */
    static List<String> of(Key key) {
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength() >= LEAST_RSA_BITS ? RSA : List.of();
        }
        if (key instanceof ECKey ec) {
            return switch (ec.getParams().getCurve().getField().getFieldSize()) {
                case 256 -> List.of("ES256");
                case 384 -> List.of("ES384");
                case 521 -> List.of("ES512");
                default -> List.of();
            };
        }
        if (key instanceof EdECKey) {
            return ED;
        }
        return key instanceof SecretKey secret ? SECRET.subList(0, strength(secret.getEncoded().length)) : List.of();
    }

    /** How many of the algorithms with a secret it is long enough for: as long as the hash (RFC 7518 §3.2). */
    private static int strength(int bytes) {
        return bytes >= 64 ? 3 : bytes >= 48 ? 2 : bytes >= 32 ? 1 : 0;
    }
}
