package io.capstan.wamp.auth;

import io.capstan.Caller;
import io.capstan.TokenVerifier;
import io.capstan.TokenVerifier.InvalidTokenException;
import io.capstan.Wamp.Login;
import io.capstan.Wamp.Principal;
import io.capstan.Wamp.Salted;
import io.capstan.wamp.message.Dict;
import java.util.List;
import java.util.Optional;

/**
 * A ticket: the secret itself, or a token of any kind that the application or the gate knows. The token may name its owner, so
 * that no name is needed; if there is one, it has to be the same.
 *
 * @param roles which of several roles of a token counts in the realm, first come first
 */
record TicketMethod(People people, TokenVerifier tokens, List<String> roles) implements Method {

    @Override
    public Optional<Step> begin(Applicant applicant, String name) {
        return Optional.of(new Step.Challenge(name, Dict.EMPTY, (ticket, extra) -> redeem(applicant, name, ticket)));
    }

    private Step redeem(Applicant applicant, String name, String ticket) {
        Login login = Results.login(applicant, name);
        Optional<Principal> known = login.authid().isEmpty() ? Optional.empty() : people.find(login);
        if (known.filter(principal -> fits(principal, ticket)).isPresent()) {
            return Results.admitted(applicant, known.get(), name, "static");
        }
        Optional<Principal> redeemed = people.redeem(login, ticket)
                .filter(principal ->
                        login.authid().isEmpty() || principal.authid().equals(login.authid()));
        if (redeemed.isPresent()) {
            return Results.admitted(applicant, redeemed.get(), name, "dynamic");
        }
        return caller(ticket)
                .filter(caller -> login.authid().isEmpty() || caller.name().equals(login.authid()))
                .map(caller -> Results.admitted(applicant, caller, roles, name, "token"))
                .orElseGet(Results::denied);
    }

    private static boolean fits(Principal principal, String ticket) {
        return principal
                .secret()
                .filter(secret -> Digests.same(
                        secret,
                        principal.salted().map(salted -> derive(ticket, salted)).orElse(ticket)))
                .isPresent();
    }

    private static String derive(String ticket, Salted salted) {
        return Digests.base64(Digests.pbkdf2(
                Digests.utf8(ticket), Digests.utf8(salted.salt()), salted.iterations(), salted.keyLength()));
    }

    private Optional<Caller> caller(String ticket) {
        try {
            return tokens.verify(ticket);
        } catch (InvalidTokenException e) {
            return Optional.empty();
        }
    }
}
