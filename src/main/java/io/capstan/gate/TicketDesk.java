package io.capstan.gate;

import io.capstan.component.RequestPath;
import io.capstan.component.RouteTable.Match;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives tickets to callers who are known by plain HTTP, so that a page can connect without a token in its script. The
 * rules that are not about upgrades hold here as they do for handshakes. Thread-safe.
 */
public final class TicketDesk {
    /** Where it is, below the context of the application. */
    public static final String PATH = "/capstan/ticket";

    private static final System.Logger LOG = System.getLogger(TicketDesk.class.getName());
    private static final Refusal CONTRADICTION =
            Refusal.of(400, "Forwarded and X-Forwarded-For name different clients.");
    private static final Refusal NO_ROUTE = Refusal.of(404, "There is no WebSocket at this route.");
    private static final Refusal UNKNOWN =
            Refusal.of(401, "Only known callers get tickets.", "WWW-Authenticate", "Bearer");
    private static final Refusal FULL = Refusal.of(429, "Too many tickets are waiting to be used.", "Retry-After", "5");

    private static final Refusal NOT_MATCHED = Refusal.of(500, "The route of this request could not be found.");

    private final RouteFinder routes;
    private final GateOptions options;
    private final List<Rule> rules;
    private final Tickets tickets;

    /** What the caller gets: a ticket, or a refusal. */
    record Outcome(Optional<Tickets.Issued> ticket, Optional<Refusal> refusal) {}

    /** @param rules those that hold for requests which are no handshakes; the last of them know who the caller is */
    TicketDesk(RouteFinder routes, GateOptions options, List<Rule> rules, Tickets tickets) {
        this.routes = routes;
        this.options = options;
        this.rules = rules;
        this.tickets = tickets;
    }

    /** Whether there are tickets at all. */
    public boolean isOpen() {
        return options.tickets().enabled();
    }

    /**
     * What becomes of a request for a ticket.
     *
     * @param route the raw path below the context that the ticket is for; empty: for any
     */
    Outcome serve(GateRequest received, Supplier<Visitor> container, String context, Optional<String> route) {
        Optional<GateRequest> seen = options.door().proxies().seen(received);
        if (seen.isEmpty()) {
            return refuse(CONTRADICTION, "proxies", received);
        }
        GateRequest request = seen.get();
        Optional<List<String>> path = route.flatMap(RequestPath::segments);
        Optional<Match<Target>> match;
        try {
            match = route.isEmpty()
                    ? Optional.of(anywhere())
                    : path.flatMap(segments -> routes.find(request, context, segments));
        } catch (MatcherFailedException e) {
            LOG.log(Level.WARNING, "The matcher " + e.getMessage() + " failed", e.getCause());
            return refuse(NOT_MATCHED, "route", request);
        }
        if (match.isEmpty()) {
            return refuse(NO_ROUTE, "route", request);
        }
        Candidate candidate = new Candidate(
                request,
                container,
                context,
                match.get(),
                options.route(match.get().target().owner()));
        for (Rule rule : rules) {
            Optional<Refusal> refusal = rule.check(candidate);
            if (refusal.isPresent()) {
                return refuse(refusal.get(), rule.name(), request);
            }
        }
        if (candidate.caller().isAnonymous()) {
            return refuse(UNKNOWN, "caller", request);
        }
        Optional<Tickets.Issued> ticket = tickets.issue(candidate.caller(), request, path);
        return ticket.isPresent()
                ? new Outcome(ticket, Optional.empty())
                : refuse(FULL.because("capstan.ticket.most, capstan.ticket.per-caller"), "tickets", request);
    }

    private static Match<Target> anywhere() {
        return new Match<>(RouteTemplate.parse(PATH), new Target(TicketDesk.class, List.of(), false), Map.of());
    }

    private static Outcome refuse(Refusal refusal, String rule, GateRequest request) {
        LOG.log(Level.INFO, () -> Gate.line(refusal, rule, request));
        return new Outcome(Optional.empty(), Optional.of(refusal));
    }
}
