package io.capstan.wamp.auth;

import io.capstan.Caller;
import io.capstan.wamp.message.Dict;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;

/**
 * Who wants to join a realm.
 *
 * @param realm the realm
 * @param methods how it can prove who it is, best first; empty: it has not said
 * @param authid who it says it is
 * @param extra what it says beside that
 * @param session the id that its session will have
 * @param caller who it is, as the gate found out
 * @param httpSession the HTTP session that it came with
 * @param origin where it is
 */
public record Applicant(
        String realm,
        List<String> methods,
        Optional<String> authid,
        Dict extra,
        long session,
        Caller caller,
        Optional<HttpSession> httpSession,
        String origin) {}
