package io.capstan.gate.jwt;

import io.capstan.TokenVerifier;
import io.capstan.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;

/**
 * What is configured about JSON Web Tokens. Where a key of Capstan is not set, that of MicroProfile JWT counts.
 *
 * @param rules what a token has to be like
 * @param keys keys to verify with
 * @param remote where more of them are
 * @param signing the key to sign with
 * @param preferred the algorithms to sign with, best first; empty: the usual one for the key
 */
public record JwtOptions(
        Rules rules,
        List<JsonWebKey> keys,
        Optional<Remote> remote,
        Optional<SigningKey> signing,
        List<String> preferred) {
    private static final List<String> NAMES = List.of("upn", "preferred_username", "sub"); // MicroProfile JWT §5.2.2

    /** The configured options. */
    public static JwtOptions of(Settings settings) {
        KeySettings read = new KeySettings(settings);
        List<JsonWebKey> keys = read.keys();
        Optional<Remote> remote = read.remote();
        List<String> configured = algorithms(settings, keys, remote.isPresent());
        Set<String> allowed = configured.isEmpty() ? fitting(keys, remote.isPresent()) : Set.copyOf(configured);
        Rules rules = new Rules(
                allowed,
                settings.text("capstan.jwt.issuer").or(() -> settings.text("mp.jwt.verify.issuer")),
                settings.list("capstan.jwt.audience", settings.list("mp.jwt.verify.audiences", List.of())),
                settings.duration(
                        "capstan.jwt.skew",
                        Duration.ofSeconds(settings.number("mp.jwt.verify.clock.skew", 30, 0, 86_400)),
                        Duration.ZERO),
                settings.flag("capstan.jwt.require-expiry", true),
                claims(settings, "capstan.jwt.name-claim", NAMES),
                claims(settings, "capstan.jwt.roles-claim", List.of("groups")).get(0),
                settings.number("capstan.jwt.max-bytes", 8192, 256, 1 << 20));
        return new JwtOptions(rules, keys, remote, read.signing(), configured);
    }

    private static List<String> claims(Settings settings, String key, List<String> usual) {
        List<String> claims = settings.list(key, usual);
        if (claims.isEmpty() || claims.stream().anyMatch(claim -> claim.contains(" "))) {
            settings.fault(key, "the name of a claim, without blanks");
            return usual;
        }
        return claims;
    }

    private static List<String> algorithms(Settings settings, List<JsonWebKey> keys, boolean remote) {
        String key = settings.text("capstan.jwt.algorithms").isPresent()
                ? "capstan.jwt.algorithms"
                : "mp.jwt.verify.publickey.algorithm";
        List<String> configured = settings.list(key, List.of());
        if (!Algorithms.known().containsAll(configured)) {
            settings.fault(key, "a list of " + String.join(", ", Algorithms.known()));
        }
        Set<String> fitting = fitting(keys, remote);
        if (!fitting.isEmpty() && !fitting.containsAll(configured)) {
            settings.fault(
                    key,
                    "what goes with the configured keys: "
                            + String.join(", ", fitting.stream().sorted().toList()));
        }
        return configured;
    }

    /** The algorithms that the keys are good for. A token never brings a key to one that is not made for it. */
    private static Set<String> fitting(List<JsonWebKey> keys, boolean remote) {
        Set<String> fitting = new LinkedHashSet<>();
        for (JsonWebKey key : keys) { // a lambda would load the library also where there is no key
            fitting.addAll(Algorithms.of(key.getKey()));
        }
        if (remote) {
            fitting.addAll(Algorithms.asymmetric());
        }
        return fitting;
    }

    /** The verifier; empty if no key is configured. */
    public Optional<TokenVerifier> verifier() {
        return keys.isEmpty() && remote.isEmpty() ? Optional.empty() : Optional.of(new JwtVerifier(rules, source()));
    }

    private KeySource source() {
        if (remote.isEmpty()) {
            return () -> keys;
        }
        RemoteKeys published = remote.get().keys();
        return new KeySource() {
            @Override
            public List<JsonWebKey> keys() {
                return both(published.keys());
            }

            @Override
            public List<JsonWebKey> again() {
                return both(published.again());
            }
        };
    }

    private List<JsonWebKey> both(List<JsonWebKey> published) {
        return keys.isEmpty()
                ? published
                : Stream.concat(keys.stream(), published.stream()).toList();
    }

    /** What makes tokens; empty if no key to sign with is configured. */
    Optional<JwtSigner> signer() {
        return signing.map(key -> new JwtSigner(rules, key, key.algorithm(preferred)));
    }
}
