package io.capstan.wamp.auth;

import io.capstan.Caller;
import io.capstan.Wamp.Login;
import io.capstan.Wamp.Principal;
import io.capstan.wamp.Identity;
import io.capstan.wamp.message.Dict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How attempts end. */
final class Results {
    /** Of the wrong secret, and of somebody whom nobody knows. */
    static final String DENIED = "wamp.error.authentication_denied";
    /** Of a technical fault. */
    static final String FAILED = "wamp.error.authentication_failed";

    /** The role of somebody whom nobody has given one. */
    static final String AUTHENTICATED = "authenticated";

    private Results() {}

    /** All that a client learns: not whether there is somebody of this name. */
    static Step denied() {
        return new Step.Denied(DENIED, "This is not known here.");
    }

    static Step admitted(Applicant applicant, Principal principal, String method, String provider) {
        return admitted(applicant, principal, method, provider, Map.of());
    }

    static Step admitted(
            Applicant applicant, Principal principal, String method, String provider, Map<String, String> proof) {
        Map<String, @Nullable Object> extra = new LinkedHashMap<>(principal.extra());
        extra.putAll(proof);
        return new Step.Admitted(new Identity(
                applicant.realm(),
                principal.authid(),
                principal.role(),
                method,
                provider,
                new Dict(extra),
                Caller.of(principal.authid(), principal.role())));
    }

    /** Somebody of whom a caller is known: by the gate, or by a token. */
    static Step admitted(Applicant applicant, Caller caller, List<String> roles, String method, String provider) {
        return new Step.Admitted(new Identity(
                applicant.realm(), caller.name(), role(caller.roles(), roles), method, provider, Dict.EMPTY, caller));
    }

    /** The one role by which a realm calls a caller with any number of them. */
    private static String role(Set<String> all, List<String> preferred) {
        return preferred.stream()
                .filter(all::contains)
                .findFirst()
                .orElseGet(() -> all.size() == 1 ? all.iterator().next() : AUTHENTICATED);
    }

    static Login login(Applicant applicant, String method) {
        return new Login(
                applicant.realm(),
                method,
                applicant.authid().orElse(""),
                applicant.extra().members(),
                applicant.caller());
    }
}
