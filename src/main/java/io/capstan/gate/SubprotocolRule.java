package io.capstan.gate;

import io.capstan.component.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Client and component speak a common subprotocol, or both none. */
final class SubprotocolRule implements Rule {

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        GateRequest request = candidate.request();
        List<String> offered = offered(request, candidate.options().tokens()).toList();
        List<String> spoken = candidate.target().subprotocols();
        boolean nothingToAgreeOn =
                offered.isEmpty() && (spoken.isEmpty() || candidate.target().silent());
        if (nothingToAgreeOn
                || !candidate.options().strictSubprotocols()
                || negotiate(request, candidate.target(), candidate.options().tokens())
                        .isPresent()) {
            return Optional.empty();
        }
        return Rule.refuse(
                426,
                spoken.isEmpty()
                        ? "No subprotocol is spoken here."
                        : "The subprotocols spoken here are: " + String.join(", ", spoken) + ".",
                "Upgrade",
                "websocket");
    }

    /** The first subprotocol of the client's list that is spoken. */
    static Optional<String> negotiate(GateRequest request, Target target, TokenOptions tokens) {
        return offered(request, tokens).filter(target.subprotocols()::contains).findFirst();
    }

    /** The subprotocols of the client's list, without those that are tokens. */
    private static Stream<String> offered(GateRequest request, TokenOptions tokens) {
        return request.list("Sec-WebSocket-Protocol").stream()
                .filter(subprotocol -> !tokens.isTokenSubprotocol(subprotocol));
    }
}
