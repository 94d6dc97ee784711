package io.capstan.wamp.auth;

import io.capstan.wamp.Identity;
import io.capstan.wamp.message.Dict;
import java.util.Base64;
import java.util.Optional;

/** Nothing is proved. The name is chosen here, so that nobody can pass for somebody else. */
final class AnonymousMethod implements Method {
    private static final int BYTES = 15;

    @Override
    public Optional<Step> begin(Applicant applicant, String name) {
        return Optional.of(new Step.Admitted(new Identity(
                applicant.realm(),
                Base64.getUrlEncoder().encodeToString(Digests.random(BYTES)),
                "anonymous",
                name,
                "static",
                Dict.EMPTY,
                applicant.caller())));
    }
}
