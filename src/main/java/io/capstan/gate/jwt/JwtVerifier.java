package io.capstan.gate.jwt;

import io.capstan.Caller;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import java.lang.System.Logger.Level;
import java.security.Key;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JSON Web Tokens (RFC 7519) that are signed (RFC 7515), by RFC 8725: only with the algorithms that are allowed
 * and that fit the key, whatever the token says of itself. Total, and thread-safe.
 */
final class JwtVerifier implements TokenVerifier {
    private static final System.Logger LOG = System.getLogger(JwtVerifier.class.getName());

    /** Three parts; the last is empty in a token that is not signed, which is refused and not overlooked. */
    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]*+\\.[A-Za-z0-9_-]*+");

    private static final String INVALID = "The token is not valid.";

    private final Rules rules;
    private final KeySource keys;
    private final JwtConsumer consumer;

    JwtVerifier(Rules rules, KeySource keys) {
        this.rules = rules;
        this.keys = keys;
        JwtConsumerBuilder builder = new JwtConsumerBuilder()
                .setVerificationKeyResolver((signature, nesting) -> key(signature))
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT, rules.algorithms().toArray(String[]::new)))
                .setAllowedClockSkewInSeconds((int) rules.skew().toSeconds());
        rules.issuer().ifPresent(builder::setExpectedIssuer);
        if (rules.expires()) {
            builder.setRequireExpirationTime();
        }
        if (rules.audiences().isEmpty()) {
            builder.setSkipDefaultAudienceValidation();
        } else {
            builder.setExpectedAudience(rules.audiences().toArray(String[]::new));
        }
        consumer = builder.build();
    }

    @Override
    public Optional<Caller> verify(String token) throws InvalidTokenException {
        if (token.length() > rules.longest()) {
            throw new InvalidTokenException("The token is too long.");
        }
        if (!SIGNED.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            JwtClaims claims = consumer.processToClaims(token);
            Optional<Instant> expires =
                    Optional.ofNullable(claims.getExpirationTime()).map(time -> Instant.ofEpochSecond(time.getValue()));
            Caller caller = Claims.caller(claims.getClaimsMap(), expires, rules);
            if (caller.isAnonymous()) {
                throw new InvalidTokenException("The token names nobody.");
            }
            return Optional.of(caller);
        } catch (InvalidJwtException e) {
            LOG.log(Level.DEBUG, () -> "A token was refused: " + codes(e));
            throw new InvalidTokenException(reason(e));
        } catch (MalformedClaimException | RuntimeException | StackOverflowError e) {
            LOG.log(Level.DEBUG, () -> "A token was refused: " + e.getClass().getName());
            throw new InvalidTokenException(INVALID);
        }
    }

    private Key key(JsonWebSignature signature) throws UnresolvableKeyException {
        List<JsonWebKey> known = keys.keys();
        try {
            JsonWebKey fitting = select(signature, known);
            if (fitting == null) {
                List<JsonWebKey> now = keys.again();
                fitting = now == known ? null : select(signature, now);
            }
            if (fitting == null) {
                throw new UnresolvableKeyException("no key fits");
            }
            return fitting.getKey();
        } catch (JoseException e) {
            throw new UnresolvableKeyException("no key fits", e);
        }
    }

    /** The key that the token names; else one without a name that fits, as a key in PEM. */
    private static @Nullable JsonWebKey select(JsonWebSignature signature, List<JsonWebKey> keys) throws JoseException {
        JsonWebKey named = new VerificationJwkSelector().selectWithVerifySignatureDisambiguate(signature, keys);
        if (named != null) {
            return named;
        }
        String algorithm = signature.getAlgorithmHeaderValue();
        List<JsonWebKey> nameless = keys.stream()
                .filter(key -> key.getKeyId() == null)
                .filter(key -> key.getUse() == null || key.getUse().equals(Use.SIGNATURE))
                .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                .filter(key -> Algorithms.of(key.getKey()).contains(algorithm))
                .toList();
        for (JsonWebKey key : nameless) {
            signature.setKey(key.getKey());
            if (nameless.size() == 1 || signature.verifySignature()) {
                return key;
            }
        }
        return null;
    }

    /** What the client learns: of the claims only after the signature was found to be right. */
    private static String reason(InvalidJwtException e) {
        if (e.hasErrorCode(ErrorCodes.EXPIRED)) {
            return "The token has expired.";
        }
        if (e.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return "The token does not say when it expires.";
        }
        if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return "The token is not valid yet.";
        }
        if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID) || e.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "The token comes from somebody else.";
        }
        boolean audience = e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING);
        return audience ? "The token was made for somebody else." : INVALID;
    }

    private static String codes(InvalidJwtException e) {
        return e.getErrorDetails().stream()
                .map(detail -> String.valueOf(detail.getErrorCode()))
                .toList()
                .toString();
    }
}
