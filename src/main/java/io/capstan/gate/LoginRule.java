package io.capstan.gate;

import io.capstan.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes a login of the container for the caller, unless a token has told already who it is. To be asked behind whatever
 * reads tokens. Never refuses.
 */
final class LoginRule implements Rule {
    private final Set<String> roles;

    /** @param roles about which the container is asked; it can list none */
    LoginRule(Set<String> roles) {
        this.roles = roles;
    }

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        if (candidate.caller().isAnonymous()) {
            Visitor visitor = candidate.visitor();
            visitor.login()
                    .ifPresent(name -> candidate.caller(new Caller(
                            name,
                            roles.stream().filter(visitor.roles()).collect(Collectors.toSet()),
                            Map.of(),
                            Optional.empty())));
        }
        return Optional.empty();
    }
}
