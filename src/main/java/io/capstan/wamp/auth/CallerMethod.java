package io.capstan.wamp.auth;

import java.util.List;
import java.util.Optional;

/**
 * The gate knows who it is: by a token at the handshake, by a ticket of the desk, by the login of the container. Nothing more
 * has to be proved, unless the client wants to be somebody else.
 *
 * @param roles which of several roles counts in the realm, first come first
 */
record CallerMethod(List<String> roles) implements Method {

    @Override
    public Optional<Step> begin(Applicant applicant, String name) {
        boolean known = !applicant.caller().isAnonymous()
                && applicant.authid().map(applicant.caller().name()::equals).orElse(true);
        return known
                ? Optional.of(Results.admitted(applicant, applicant.caller(), roles, name, "gate"))
                : Optional.empty();
    }
}
