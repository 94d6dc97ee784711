package io.capstan.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whom the container has recognized behind a request: its login (BASIC, FORM and so on) and its HTTP session.
 *
 * @param login the name of whoever is logged in
 * @param roles whether that one has a role; to be asked while the request lasts
 * @param session the HTTP session, if there is one already
 */
record Visitor(Optional<String> login, Predicate<String> roles, Optional<HttpSession> session) {
    /** Somebody of whom the container knows nothing. */
    static final Visitor UNKNOWN = new Visitor(Optional.empty(), role -> false, Optional.empty());

    /** Makes no session. */
    static Visitor of(HttpServletRequest request) {
        return new Visitor(
                Optional.ofNullable(request.getUserPrincipal())
                        .map(Principal::getName)
                        .filter(name -> !name.isEmpty()),
                request::isUserInRole,
                Optional.ofNullable(request.getSession(false)));
    }
}
