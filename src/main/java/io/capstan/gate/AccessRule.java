package io.capstan.gate;

import io.capstan.component.Access;
import java.util.Optional;

/** The caller may be here, by the annotations of the class that carries the route. To be asked when the caller is known. */
final class AccessRule implements Rule {

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        Access access = Access.to(candidate.target().owner());
        if (access.allows(candidate.caller())
                || candidate.mayAuthenticateLater() && access.kind() == Access.Kind.ROLES) {
            return Optional.empty();
        }
        return candidate.caller().isAnonymous() && access.kind() == Access.Kind.ROLES
                ? Rule.refuse(401, "Only known callers may connect here.", "WWW-Authenticate", "Bearer")
                : Rule.refuse(403, "This caller may not connect here.");
    }
}
