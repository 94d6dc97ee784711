package io.capstan.gate.jwt;

import io.capstan.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Makes tokens that the verifier of the same configuration takes. Thread-safe. */
final class JwtSigner {
    /** Claims that a token has of its own. */
    private static final Set<String> OWN = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

    private final Rules rules;
    private final SigningKey key;
    private final String algorithm;

    JwtSigner(Rules rules, SigningKey key, String algorithm) {
        this.rules = rules;
        this.key = key;
        this.algorithm = algorithm;
    }

    /** A token for this caller that is good from now on, for so long, and never longer than the caller is. */
    String sign(Caller caller, Duration lifetime) {
        Instant now = Instant.now();
        Instant end = now.plus(lifetime);
        Instant expires = caller.expiry().filter(end::isAfter).orElse(end);
        JwtClaims claims = new JwtClaims();
        caller.claims().forEach((name, value) -> {
            if (!OWN.contains(name)) {
                claims.setClaim(name, value);
            }
        });
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(expires.getEpochSecond()));
        rules.issuer().ifPresent(claims::setIssuer);
        if (!rules.audiences().isEmpty()) {
            claims.setAudience(rules.audiences().get(0));
        }
        claims.setSubject(caller.name());
        claims.setClaim(rules.nameClaims().get(0), caller.name());
        claims.setClaim(rules.rolesClaim(), List.copyOf(caller.roles()));
        return sign(claims);
    }

    private String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.key());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setHeader("typ", "JWT");
        key.id().ifPresent(signature::setKeyIdHeaderValue);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The token could not be signed.", e);
        }
    }
}
