package io.capstan.wamp.auth;

import io.capstan.Wamp.Login;
import io.capstan.Wamp.Principal;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** WAMP-Cryptosign: the client signs random bytes with its private key (Ed25519, RFC 8032). Without channel binding. */
record CryptosignMethod(People people) implements Method {
    private static final int CHALLENGE_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final HexFormat HEX = HexFormat.of();

    @Override
    public Optional<Step> begin(Applicant applicant, String name) throws ProtocolViolation {
        Optional<String> shown = applicant.extra().string("pubkey").map(key -> key.toLowerCase(Locale.ROOT));
        if (shown.isEmpty() && applicant.authid().isEmpty()) {
            return Optional.empty();
        }
        Login login = Results.login(applicant, name);
        Optional<Principal> known = shown.isPresent() ? people.withKey(login, shown.get()) : people.find(login);
        Optional<String> key = shown.or(() -> known.flatMap(principal -> principal.keys().stream()
                .map(one -> one.toLowerCase(Locale.ROOT))
                .findFirst()));
        byte[] challenge = Digests.random(CHALLENGE_BYTES);
        Dict extra = Dict.of("challenge", HEX.formatHex(challenge));
        return Optional.of(new Step.Challenge(name, extra, (answer, unused) -> {
            boolean right = key.filter(one -> signed(one, answer, challenge)).isPresent();
            return right && known.isPresent()
                    ? Results.admitted(applicant, known.get(), name, "static")
                    : Results.denied();
        }));
    }

    /** Whether an answer is the signature of the challenge, behind which stands what was signed; it may be left out. */
    static boolean signed(String key, String answer, byte[] challenge) {
        byte[] bytes;
        try {
            bytes = HEX.parseHex(answer);
        } catch (IllegalArgumentException none) {
            return false;
        }
        boolean alone = bytes.length == SIGNATURE_BYTES;
        if (!alone && bytes.length != SIGNATURE_BYTES + CHALLENGE_BYTES) {
            return false;
        }
        byte[] message = alone ? challenge : Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length);
        return Digests.same(message, challenge)
                && Ed25519.verifies(key, message, Arrays.copyOf(bytes, SIGNATURE_BYTES));
    }
}
