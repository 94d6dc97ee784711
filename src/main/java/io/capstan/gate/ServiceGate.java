package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.component.RouteTable.Match;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What stands before services of Capstan that are asked by plain HTTP: the rules of the gate that are not about upgrades,
 * and who the caller is, by a token or by a login of the container. Thread-safe.
 */
public final class ServiceGate {
    private static final System.Logger LOG = System.getLogger(ServiceGate.class.getName());
    private static final Refusal CONTRADICTION =
            Refusal.of(400, "Forwarded and X-Forwarded-For name different clients.");
    private static final Refusal UNKNOWN =
            Refusal.of(401, "Only known callers may do this.", "WWW-Authenticate", "Bearer");

    private final GateOptions options;
    private final List<Rule> door;
    private final Rule token;
    private final GuestGate guests;

    /**
     * A gate.
     *
     * @param door what holds whoever asks
     * @param guests what stands before services that anybody may ask
     */
    ServiceGate(GateOptions options, List<Rule> door, Rule token, GuestGate guests) {
        this.options = options;
        this.door = door;
        this.token = token;
        this.guests = guests;
    }

    /** What stands before services that anybody may ask, since they find out themselves what somebody may. */
    public GuestGate guests() {
        return guests;
    }

    /**
     * Lets a request in, or refuses it.
     *
     * @param known the caller, if the service knows that already
     * @param role what a caller must have whom it does not know; empty: nobody else may ask
     * @return the caller; empty if the request has been answered
     */
    public Optional<Caller> admit(
            HttpServletRequest request, HttpServletResponse response, Optional<Caller> known, Optional<String> role)
            throws IOException {
        GateRequest received = GateRequest.of(request);
        Optional<GateRequest> seen = options.door().proxies().seen(received);
        if (seen.isEmpty()) {
            return refuse(CONTRADICTION, "proxies", received, response);
        }
        Candidate candidate = candidate(seen.get(), request);
        known.ifPresent(candidate::caller);
        for (Rule rule : rules(seen.get(), known.isPresent(), role)) {
            Optional<Refusal> refusal = rule.check(candidate);
            if (refusal.isPresent()) {
                return refuse(refusal.get(), rule.name(), seen.get(), response);
            }
        }
        Caller caller = candidate.caller();
        if (caller.isAnonymous()) {
            return refuse(UNKNOWN, "caller", seen.get(), response);
        }
        if (known.isEmpty() && role.filter(caller::isInRole).isEmpty()) {
            Refusal forbidden = Refusal.of(403, "The caller has not the role that this needs.");
            return refuse(forbidden, "role", seen.get(), response);
        }
        return Optional.of(caller);
    }

    /** Answers that a service is asked by other methods: {@code GET, HEAD}. */
    public static void refuseMethod(String allowed, HttpServletResponse response) throws IOException {
        Answer.refuse(Refusal.of(405, "This is asked for with " + allowed + ".", "Allow", allowed), response);
    }

    private List<Rule> rules(GateRequest request, boolean known, Optional<String> role) {
        Stream<Rule> origin = request.all("Origin").isEmpty() ? Stream.of() : Stream.of(new OriginRule());
        Stream<Rule> caller =
                known || role.isEmpty() ? Stream.of() : Stream.of(token, new LoginRule(Set.of(role.get())));
        return Stream.of(door.stream(), origin, caller).flatMap(rules -> rules).toList();
    }

    private Candidate candidate(GateRequest seen, HttpServletRequest request) {
        Target none = new Target(ServiceGate.class, List.of(), false);
        Match<Target> match = new Match<>(RouteTemplate.parse("/"), none, Map.of());
        return new Candidate(seen, () -> Visitor.of(request), request.getContextPath(), match, options.general());
    }

    private static Optional<Caller> refuse(
            Refusal refusal, String rule, GateRequest request, HttpServletResponse response) throws IOException {
        LOG.log(Level.INFO, () -> Gate.line(refusal, rule, request));
        Answer.refuse(refusal, response);
        return Optional.empty();
    }
}
