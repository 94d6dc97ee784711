package io.capstan.it.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** Somebody outside who makes JSON Web Tokens, with another library than Capstan's. */
public final class Issuer {
    private final KeyPair keys;

    public Issuer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key in PEM, on one line. */
    public String publicKey() {
        String base64 = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----" + base64 + "-----END PUBLIC KEY-----";
    }

    /** A token that expires in so many seconds. */
    public String token(String name, int seconds, String... roles) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(name)
                .issuer("https://id.example")
                .claim("groups", List.of(roles))
                .expirationTime(new Date(System.currentTimeMillis() + seconds * 1000L))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        try {
            token.sign(new RSASSASigner(keys.getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
