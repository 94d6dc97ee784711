package io.capstan.wamp.auth;

import io.capstan.Wamp.Login;
import io.capstan.Wamp.Principal;
import io.capstan.Wamp.Salted;
import io.capstan.wamp.message.Dict;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * WAMP-CRA: the client signs a challenge with the secret, or with a key that it derives of the secret. Whoever nobody knows is
 * asked in the same way, and cannot tell.
 *
 * @param strangers how those look whom nobody knows
 */
record CraMethod(People people, Strangers strangers) implements Method {

    @Override
    public Optional<Step> begin(Applicant applicant, String name) {
        if (applicant.authid().isEmpty()) {
            return Optional.empty();
        }
        Login login = Results.login(applicant, name);
        Optional<Principal> known =
                people.find(login).filter(principal -> principal.secret().isPresent());
        Principal principal = known.orElseGet(() -> strangers.like(login));
        Optional<Salted> salted = principal.salted();
        String challenge = challenge(applicant, salted);
        Dict extra = Dict.of("challenge", challenge);
        if (salted.isPresent()) {
            extra = extra.with("salt", salted.get().salt())
                    .with("iterations", (long) salted.get().iterations())
                    .with("keylen", (long) salted.get().keyLength());
        }
        return Optional.of(new Step.Challenge(name, extra, (signature, unused) -> {
            byte[] expected = Digests.hmac(Digests.utf8(principal.secret().orElse("")), Digests.utf8(challenge));
            boolean right = Digests.same(Digests.base64(expected), signature);
            return right && known.isPresent()
                    ? Results.admitted(applicant, principal, name, "static")
                    : Results.denied();
        }));
    }

    /**
     * What is signed. It does not say which role the member will have, which strangers need not know. How the key is derived
     * stands in it for clients of the first version of the protocol, which are given nothing else.
     */
    private static String challenge(Applicant applicant, Optional<Salted> salted) {
        JsonObjectBuilder challenge = Json.createObjectBuilder(Map.of(
                "authid",
                applicant.authid().orElse(""),
                "authrole",
                "",
                "authmethod",
                "wampcra",
                "authprovider",
                "static",
                "nonce",
                Digests.base64(Digests.random(18)),
                "timestamp",
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                "session",
                applicant.session()));
        salted.ifPresent(each -> challenge.add(
                "authextra",
                Json.createObjectBuilder()
                        .add("salt", each.salt())
                        .add("iterations", each.iterations())
                        .add("keylen", each.keyLength())));
        return challenge.build().toString();
    }
}
