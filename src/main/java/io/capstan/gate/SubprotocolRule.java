package io.capstan.gate;

import io.capstan.component.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Client and component speak a common subprotocol, or both none. */
final class SubprotocolRule implements Rule {
    private static final String HEADER = "Sec-WebSocket-Protocol";
    private static final String OLD = "wamp";

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        GateRequest request = candidate.request();
        if (request.all(HEADER).isEmpty() && candidate.target().subprotocols().isEmpty()) {
            return Optional.empty();
        }
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

    /**
     * The first subprotocol of the client's list that is spoken; the first version of WAMP only if there is no other, since
     * clients of both versions mean the second one, in whatever order they name them.
     */
    static Optional<String> negotiate(GateRequest request, Target target, TokenOptions tokens) {
        return request.all(HEADER).isEmpty()
                ? Optional.empty()
                : offered(request, tokens)
                        .filter(target.subprotocols()::contains)
                        .min(Comparator.comparing(OLD::equals));
    }

    /** The subprotocols of the client's list, without those that are tokens. */
    private static Stream<String> offered(GateRequest request, TokenOptions tokens) {
        return request.list(HEADER).stream().filter(subprotocol -> !tokens.isTokenSubprotocol(subprotocol));
    }
}
