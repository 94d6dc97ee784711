package io.capstan.wamp.auth;

import io.capstan.Wamp.Login;
import io.capstan.Wamp.Principal;
import io.capstan.Wamp.Salted;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SCRAM with SHA-256 (RFC 5802, RFC 7677) and keys by PBKDF2: neither side shows the secret, and the client learns whether the
 * router knows it. Without channel binding.
 *
 * @param strangers how those look whom nobody knows
 */
record ScramMethod(People people, Strangers strangers) implements Method {
    private static final int ITERATIONS = 4096; // the least that RFC 7677 allows
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 18;

    /** What clients in the field and the RFC take for "no channel binding". */
    private static final List<String> UNBOUND = List.of("", "biws");

    /** A key of which the client proves that it has it. */
    private record Key(byte[] salted, String salt, int iterations) {}

    @Override
    public Optional<Step> begin(Applicant applicant, String name) throws ProtocolViolation {
        Optional<String> nonce = applicant.extra().string("nonce");
        if (applicant.authid().isEmpty() || nonce.isEmpty()) {
            return Optional.empty();
        }
        Login login = Results.login(applicant, name);
        Optional<Principal> known =
                people.find(login).filter(principal -> principal.secret().isPresent());
        Principal principal = known.orElseGet(() -> strangers.like(login));
        Key key = key(principal, login);
        String both = nonce.get() + Digests.base64(Digests.random(NONCE_BYTES));
        Dict extra = Dict.of("nonce", both)
                .with("salt", key.salt())
                .with("kdf", "pbkdf2")
                .with("iterations", (long) key.iterations());
        String beginning = "n=" + prepared(login.authid()) + ",r=" + nonce.get() + ",r=" + both + ",s=" + key.salt()
                + ",i=" + key.iterations();
        return Optional.of(new Step.Challenge(name, extra, (proof, unused) -> {
            Optional<String> said = UNBOUND.stream()
                    .map(binding -> beginning + ",c=" + binding + ",r=" + both)
                    .filter(message -> proves(key, message, proof))
                    .findFirst();
            return said.isPresent() && known.isPresent()
                    ? Results.admitted(applicant, principal, name, "static", signature(key, said.get()))
                    : Results.denied();
        }));
    }

    /** The key of somebody: as it is known, or derived now. */
    private Key key(Principal principal, Login login) {
        String secret = principal.secret().orElse("");
        Optional<Salted> salted = principal.salted();
        Optional<byte[]> derived = salted.isPresent() ? Digests.base64(secret) : Optional.empty();
        if (derived.isPresent()) {
            return new Key(derived.get(), salted.get().salt(), salted.get().iterations());
        }
        String salt = strangers.salt(login);
        byte[] bytes = Digests.base64(salt).orElseThrow();
        return new Key(
                Digests.pbkdf2(
                        Digests.utf8(Normalizer.normalize(secret, Normalizer.Form.NFKC)), bytes, ITERATIONS, KEY_BYTES),
                salt,
                ITERATIONS);
    }

    private static boolean proves(Key key, String message, String proof) {
        byte[] clientKey = Digests.hmac(key.salted(), Digests.utf8("Client Key"));
        byte[] stored = Digests.sha256(clientKey);
        byte[] signature = Digests.hmac(stored, Digests.utf8(message));
        return Digests.base64(proof)
                .filter(bytes -> bytes.length == signature.length)
                .map(bytes -> Digests.sha256(Digests.xor(bytes, signature)))
                .filter(found -> Digests.same(found, stored))
                .isPresent();
    }

    /** By which the client knows that the router knows its key; the name is that of the specification, and Autobahn's. */
    private static Map<String, String> signature(Key key, String message) {
        String signature = Digests.base64(
                Digests.hmac(Digests.hmac(key.salted(), Digests.utf8("Server Key")), Digests.utf8(message)));
        return Map.of("verifier", signature, "scram_server_signature", signature);
    }

    /** The name as it stands in what is signed (RFC 5802 §5.1). */
    private static String prepared(String authid) {
        return Normalizer.normalize(authid, Normalizer.Form.NFKC)
                .replace("=", "=3D")
                .replace(",", "=2C");
    }
}
