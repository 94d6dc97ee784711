package io.capstan.gate.jwt;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Reads keys from texts: PEM, a JWK or a set of them (RFC 7517). What it throws says what is wrong, and shows no key. */
final class KeyTexts {
    private KeyTexts() {}

    /**
     * Keys to verify with.
     *
     * @throws IllegalArgumentException if there is none, or one that cannot be used
     */
    static List<JsonWebKey> toVerify(String text) {
        List<JsonWebKey> keys = new ArrayList<>();
        if (isJson(text)) {
            keys.addAll(jwks(text));
        } else {
            Pem.read(text).forEach(key -> keys.add(jwk(key)));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key in it");
        }
        for (JsonWebKey key : keys) {
            if (key instanceof PublicJsonWebKey pair && pair.getPrivateKey() != null) {
                throw new IllegalArgumentException(
                        "it has a private key, which has no place where tokens are verified");
            }
            usable(key.getKey());
        }
        return keys;
    }

    /**
     * A key to sign with.
     *
     * @throws IllegalArgumentException if it is not exactly one private key or secret
     */
    static SigningKey toSign(String text) {
        List<SigningKey> keys = isJson(text)
                ? jwks(text).stream().flatMap(key -> signing(key).stream()).toList()
                : Pem.read(text).stream()
                        .filter(key -> key instanceof PrivateKey)
                        .map(key -> new SigningKey(key, Optional.empty()))
                        .toList();
        if (keys.size() != 1) {
            throw new IllegalArgumentException("it is not exactly one private key");
        }
        usable(keys.get(0).key());
        return keys.get(0);
    }

    /**
     * The public keys that came over the network: no secrets, which would not be secret there.
     *
     * @throws IllegalArgumentException if it is no set, and no PEM either
     */
    static List<JsonWebKey> published(String text) {
        List<JsonWebKey> keys = isJson(text)
                ? jwks(text)
                : Pem.read(text).stream().map(KeyTexts::jwk).toList();
        return keys.stream()
                .filter(key -> key instanceof PublicJsonWebKey)
                .filter(key -> !Algorithms.of(key.getKey()).isEmpty())
                .toList();
    }

    /** A secret of the configuration. {@code random} is one that nobody knows, another one each time. */
    static SecretKey secret(String text) {
        byte[] bytes = text.equalsIgnoreCase("random") ? random() : text.getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(bytes, "HMAC");
    }

    private static byte[] random() {
        byte[] bytes = new byte[64]; // enough for HS512
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The same key for the library. */
    static JsonWebKey jwk(Key key) {
        if (key instanceof PrivateKey) {
            throw new IllegalArgumentException("it has a private key, which has no place where tokens are verified");
        }
        try {
            return JsonWebKey.Factory.newJwk(key);
        } catch (JoseException | RuntimeException e) {
            throw new IllegalArgumentException("it is no key of a kind that can be used");
        }
    }

    private static boolean isJson(String text) {
        return text.strip().startsWith("{");
    }

    private static List<JsonWebKey> jwks(String json) {
        try {
            return json.contains("\"keys\"")
                    ? new JsonWebKeySet(json).getJsonWebKeys()
                    : List.of(JsonWebKey.Factory.newJwk(json));
        } catch (JoseException | RuntimeException e) {
            throw new IllegalArgumentException("it is neither a JWK nor a set of them");
        }
    }

    private static Optional<SigningKey> signing(JsonWebKey key) {
        Key secret = key instanceof PublicJsonWebKey pair ? pair.getPrivateKey() : key.getKey();
        return Optional.ofNullable(secret).map(one -> new SigningKey(one, Optional.ofNullable(key.getKeyId())));
    }

    private static void usable(Key key) {
        if (Algorithms.of(key).isEmpty()) {
            throw new IllegalArgumentException("there is no algorithm for a key in it: it is too short (RSA 2048 bits, "
                    + "a secret 32 bytes) or of another kind");
        }
    }
}
