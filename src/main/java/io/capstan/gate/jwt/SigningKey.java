package io.capstan.gate.jwt;

import java.security.Key;
import java.util.List;
import java.util.Optional;

/**
 * A key to sign with.
 *
 * @param key a private key or a secret
 * @param id its {@code kid}, if it has one
 */
record SigningKey(Key key, Optional<String> id) {

    /** The algorithm to sign with: the first of these that fits, else the usual one for this key. */
    String algorithm(List<String> preferred) {
        List<String> fitting = Algorithms.of(key);
        return preferred.stream().filter(fitting::contains).findFirst().orElse(fitting.get(0));
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "SigningKey[" + key.getAlgorithm() + "]";
    }
}
