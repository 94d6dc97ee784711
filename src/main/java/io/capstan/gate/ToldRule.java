package io.capstan.gate;

import io.capstan.CloseCode;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Another rule about the caller, whose refusal the client is told by a message where the route has {@code
 * capstan.token.on-failure=message}: the handshake goes on, and the connection will do nothing but fail. A browser cannot
 * see the status of a refused handshake.
 */
final class ToldRule implements Rule {
    private static final System.Logger LOG = System.getLogger(ToldRule.class.getName());

    private final Rule rule;

    ToldRule(Rule rule) {
        this.rule = rule;
    }

    @Override
    public String name() {
        return rule.name();
    }

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        if (candidate.failure().isPresent()) {
            return Optional.empty();
        }
        Optional<Refusal> refusal = rule.check(candidate);
        if (candidate.options().authentication().onFailure() == AuthenticationOptions.OnFailure.REFUSE) {
            return refusal;
        }
        refusal.ifPresent(why -> {
            LOG.log(Level.INFO, () -> Gate.line(why, name(), candidate.request()) + " Told by a message.");
            candidate.fail(why.status() == 403 ? CloseCode.FORBIDDEN : CloseCode.UNAUTHENTICATED);
        });
        return Optional.empty();
    }
}
