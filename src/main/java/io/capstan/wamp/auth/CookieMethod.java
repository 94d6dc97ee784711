package io.capstan.wamp.auth;

import io.capstan.Caller;
import io.capstan.Wamp.Principal;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;

/**
 * Whoever has authenticated in this realm once is known again in the same HTTP session, by whose cookie the browser is known,
 * until that session ends: a logout ends it.
 */
final class CookieMethod implements Method {
    private static final String ATTRIBUTE = "io.capstan.wamp.member.";

    /** What stands in the HTTP session, which a server may write to disk. */
    record Remembered(String authid, String role) implements Serializable {}

    @Override
    public Optional<Step> begin(Applicant applicant, String name) {
        return applicant
                .httpSession()
                .flatMap(session -> find(session, applicant.realm()))
                .filter(found -> applicant.authid().map(found.authid()::equals).orElse(true))
                .map(found -> Results.admitted(applicant, Principal.of(found.authid(), found.role()), name, "session"));
    }

    private static Optional<Remembered> find(HttpSession session, String realm) {
        try {
            return session.getAttribute(ATTRIBUTE + realm) instanceof Remembered found
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (IllegalStateException ended) {
            return Optional.empty();
        }
    }

    /** Somebody has proved who it is. A token that expires proves nothing behind its time, so that it is not kept. */
    static void remember(Applicant applicant, Step.Admitted admitted) {
        Caller caller = admitted.identity().caller();
        if (caller.isAnonymous() || caller.expiry().isPresent()) {
            return;
        }
        applicant.httpSession().ifPresent(session -> {
            try {
                session.setAttribute(
                        ATTRIBUTE + applicant.realm(),
                        new Remembered(
                                admitted.identity().authid(),
                                admitted.identity().authrole()));
            } catch (IllegalStateException ended) {
                // the session has ended meanwhile, and with it the connection
            }
        });
    }
}
