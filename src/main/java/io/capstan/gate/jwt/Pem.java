package io.capstan.gate.jwt;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads keys in PEM (RFC 7468), also where the lines were joined to one, as in a properties file or a variable. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");

    private Pem() {}

    /**
     * The keys of a text: of its blocks, or of the text itself if it is bare Base64.
     *
     * @throws IllegalArgumentException if there is none, or one that cannot be read; says what it should be
     */
    static List<Key> read(String text) {
        Matcher blocks = BLOCK.matcher(text);
        List<Key> keys = new ArrayList<>();
        while (blocks.find()) {
            keys.add(key(blocks.group(1), decode(blocks.group(2))));
        }
        return keys.isEmpty() ? List.of(key("PUBLIC KEY", decode(text))) : keys;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replace("\\n", "").replaceAll("\\s", ""));
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("there is no PEM in it that can be read");
        }
    }

    private static Key key(String label, byte[] der) {
        return switch (label) {
            case "PUBLIC KEY" ->
                first(kind -> KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der)));
            case "PRIVATE KEY" ->
                first(kind -> KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der)));
            case "CERTIFICATE" ->
                first(kind -> CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der))
                        .getPublicKey());
            case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                throw new IllegalArgumentException(
                        label + " is an old form; make it PKCS#8 with: openssl pkcs8 -topk8 -nocrypt");
            default -> throw new IllegalArgumentException(label + " is not PUBLIC KEY, PRIVATE KEY or CERTIFICATE");
        };
    }

    /** A way to read a key of one kind. */
    private interface Reading {
        Key as(String kind) throws GeneralSecurityException;
    }

    /** The bytes themselves say of which kind they are, and only that one's factory takes them. */
    private static Key first(Reading reading) {
        for (String kind : KINDS) {
            try {
                return reading.as(kind);
            } catch (GeneralSecurityException | IllegalArgumentException anotherKind) {
                continue;
            }
        }
        throw new IllegalArgumentException("it is no key of the kinds RSA, EC or EdDSA");
    }
}
