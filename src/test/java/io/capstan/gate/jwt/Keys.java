package io.capstan.gate.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.capstan.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys and tokens, made by another library than the one that verifies them. */
final class Keys {
    static final KeyPair RSA = pair("RSA", 2048, "");
    static final KeyPair OTHER_RSA = pair("RSA", 2048, "");
    static final KeyPair EC = pair("EC", 0, "secp256r1");
    static final KeyPair EC_384 = pair("EC", 0, "secp384r1");
    static final KeyPair EC_521 = pair("EC", 0, "secp521r1");
    static final KeyPair ED = pair("Ed25519", 0, "");
    static final KeyPair OTHER_ED = pair("Ed25519", 0, "");
    static final String SECRET = "a secret of sixty-four bytes, which is long enough for any of HS";

    private Keys() {}

    private static KeyPair pair(String kind, int bits, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (bits > 0) {
                generator.initialize(bits);
            } else if (!curve.isEmpty()) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(Key key) {
        String label = key instanceof PrivateKey ? "PRIVATE KEY" : "PUBLIC KEY";
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    /** Claims of somebody, for one minute. */
    static JWTClaimsSet.Builder ada() {
        return new JWTClaimsSet.Builder()
                .subject("ada")
                .claim("groups", List.of("editor", "clerk"))
                .expirationTime(in(60));
    }

    static Date in(int seconds) {
        return new Date(System.currentTimeMillis() + seconds * 1000L);
    }

    static String rsa(KeyPair pair, String algorithm, JWTClaimsSet claims) {
        return sign(new JWSHeader(JWSAlgorithm.parse(algorithm)), new RSASSASigner(pair.getPrivate()), claims);
    }

    static String rsa(KeyPair pair, String kid, String algorithm, JWTClaimsSet claims) {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID(kid).build();
        return sign(header, new RSASSASigner(pair.getPrivate()), claims);
    }

    static String ec(KeyPair pair, String algorithm, JWTClaimsSet claims) {
        try {
            return sign(
                    new JWSHeader(JWSAlgorithm.parse(algorithm)),
                    new ECDSASigner((ECPrivateKey) pair.getPrivate()),
                    claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hs(byte[] secret, String algorithm, JWTClaimsSet claims) {
        try {
            return sign(new JWSHeader(JWSAlgorithm.parse(algorithm)), new MACSigner(secret), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nimbus needs another library for this one. */
    static String ed(KeyPair pair, JWTClaimsSet claims) {
        String input = part("{\"alg\":\"EdDSA\"}") + "." + part(claims.toString());
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A part of a token with this text. */
    static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The options of a configuration that has to be right. */
    static JwtOptions options(Map<String, String> texts) {
        Settings settings = new Settings(key -> Optional.ofNullable(texts.get(key)));
        JwtOptions options = JwtOptions.of(settings);
        settings.check();
        return options;
    }
}
