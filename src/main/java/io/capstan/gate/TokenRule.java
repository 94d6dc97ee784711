package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.TokenVerifier.InvalidTokenException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Reads the token of a handshake and finds out for whom it stands. One that is wrong is refused, also where none is asked
 * for; one of a kind that nobody knows is left to a login of the container, if there is one. To be asked before {@link
 * LoginRule}.
 */
final class TokenRule implements Rule {
    private static final System.Logger LOG = System.getLogger(TokenRule.class.getName());
    private static final String HEADER = "WWW-Authenticate";

    private final Tokens tokens;
    private final Tickets tickets;

    TokenRule(Tokens tokens, Tickets tickets) {
        this.tokens = tokens;
        this.tickets = tickets;
    }

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        GateRequest request = candidate.request();
        TokenOptions options = candidate.options().tokens();
        Optional<String> ticket = request.query().isEmpty() ? Optional.empty() : tickets.inQuery(request);
        if (ticket.isPresent()) {
            return redeem(candidate, ticket.get());
        }
        for (Carrier carrier : options.carriers()) {
            List<String> found = carrier.tokens(request, options);
            if (found.size() > 1) {
                return Rule.refuse(
                        400,
                        "There are different tokens in " + carrier.place() + "; send one.",
                        HEADER,
                        "Bearer error=\"invalid_request\"");
            }
            if (found.size() == 1 && !isOfSomebodyElse(carrier, found.get(0))) {
                return tickets.isTicket(found.get(0))
                        ? redeem(candidate, found.get(0))
                        : verify(candidate, found.get(0));
            }
        }
        boolean asked = options.required()
                && !candidate.mayAuthenticateLater()
                && candidate.visitor().login().isEmpty();
        return asked ? Rule.refuse(401, "A token is required here.", HEADER, "Bearer") : Optional.empty();
    }

    /** Where nothing verifies tokens, a cookie that happens to have this name belongs to the application. */
    private boolean isOfSomebodyElse(Carrier carrier, String token) {
        return carrier == Carrier.COOKIE && tokens.isEmpty() && !tickets.isTicket(token);
    }

    private Optional<Refusal> redeem(Candidate candidate, String ticket) {
        Optional<Caller> caller = tickets.redeem(ticket, candidate.request());
        caller.ifPresent(candidate::caller);
        return caller.isPresent()
                ? Optional.empty()
                : invalid("The ticket is not valid: it was used, has expired, or was made for something else.");
    }

    private Optional<Refusal> verify(Candidate candidate, String token) {
        try {
            Optional<Caller> caller = tokens.find(token);
            caller.ifPresent(candidate::caller);
            boolean known = caller.isPresent() || candidate.visitor().login().isPresent();
            return known ? Optional.empty() : invalid(Tokens.UNKNOWN_KIND);
        } catch (InvalidTokenException e) {
            return invalid(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A token could not be verified: a verifier failed", e);
            return Rule.refuse(500, "The token could not be verified.");
        }
    }

    private static Optional<Refusal> invalid(String detail) {
        return Rule.refuse(401, detail, HEADER, "Bearer error=\"invalid_token\"");
    }
}
