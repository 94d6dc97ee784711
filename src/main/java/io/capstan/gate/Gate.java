package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.RefusedHandshake;
import io.capstan.component.RequestPath;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Decides what becomes of a request. Thread-safe. */
public final class Gate {
    /** Where the endpoint that serves all components is registered. No request reaches it but through the gate. */
    public static final String ENGINE_PATH = "/capstan-websocket";

    private static final Refusal NO_ROUTE = Refusal.of(404, "There is no WebSocket at this path.");
    private static final Refusal NOT_MATCHED = Refusal.of(500, "The route of this request could not be found.");
    private static final Refusal CONTRADICTION =
            Refusal.of(400, "Forwarded and X-Forwarded-For name different clients.");

    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    private final RouteFinder routes;
    private final RouteTable<Class<?>> others;
    private final GateOptions options;
    private final List<Rule> rules;
    private final Consumer<RefusedHandshake> refusals;

    /** What becomes of a request. */
    sealed interface Decision {}

    /** It is none of the gate's business. */
    record Ignore() implements Decision {}

    /** It is answered by the gate, for the sake of a rule. */
    record Refuse(Refusal refusal, String rule) implements Decision {}

    /** It goes on to the engine, at this path. */
    record Admit(Passage passage, String enginePath) implements Decision {}

    /**
     * A gate.
     *
     * @param routes finds what is mounted
     * @param others Jakarta endpoints of the application that are not Capstan's; requests for them are let alone
     * @param rules asked in this order
     * @param refusals told of what was refused
     */
    Gate(
            RouteFinder routes,
            RouteTable<Class<?>> others,
            GateOptions options,
            List<Rule> rules,
            Consumer<RefusedHandshake> refusals) {
        this.routes = routes;
        this.others = others;
        this.options = options;
        this.rules = rules;
        this.refusals = refusals;
    }

    /**
     * What becomes of a request.
     *
     * @param container whom the container has recognized; asked when the request has got that far
     */
    Decision decide(GateRequest received, Supplier<Visitor> container, String context) {
        boolean webSocket = received.asksForWebSocket();
        Optional<List<String>> path = RequestPath.segments(received.path());
        Optional<GateRequest> seen = options.door().proxies().seen(received);
        Optional<RouteTable.Match<Target>> match;
        try {
            match = path.flatMap(segments -> routes.find(seen.orElse(received), context, segments));
        } catch (MatcherFailedException e) {
            LOG.log(Level.WARNING, "The matcher " + e.getMessage() + " failed", e.getCause());
            return refuse(NOT_MATCHED, "route", seen.orElse(received));
        }
        if (match.isEmpty()) {
            boolean known = !webSocket || path.flatMap(others::find).isPresent();
            return known ? new Ignore() : refuse(NO_ROUTE, "route", seen.orElse(received));
        }
        if (!webSocket && options.plainRequests() == GateOptions.PlainRequests.PASS) {
            return new Ignore();
        }
        if (seen.isEmpty()) {
            return refuse(CONTRADICTION, "proxies", received);
        }
        GateRequest request = seen.get();
        Target target = match.get().target();
        Candidate candidate = new Candidate(request, container, context, match.get(), options.route(target.owner()));
        try {
            for (Rule rule : rules) {
                Optional<Refusal> refusal = rule.check(candidate);
                if (refusal.isPresent()) {
                    candidate.giveBack();
                    return refuse(refusal.get(), rule.name(), candidate);
                }
            }
            return new Admit(
                    new Passage(candidate),
                    target.card() ? canonical(match.get().route()) : ENGINE_PATH);
        } catch (RuntimeException | Error e) {
            candidate.giveBack();
            throw e;
        }
    }

    private Refuse refuse(Refusal refusal, String rule, GateRequest request) {
        return refuse(refusal, rule, request, Optional.empty(), Caller.ANONYMOUS);
    }

    private Refuse refuse(Refusal refusal, String rule, Candidate candidate) {
        Optional<String> route = Optional.of(candidate.match().route().text());
        return refuse(refusal, rule, candidate.request(), route, candidate.caller());
    }

    private Refuse refuse(Refusal refusal, String rule, GateRequest request, Optional<String> route, Caller caller) {
        LOG.log(Level.INFO, () -> line(refusal, rule, request));
        refusals.accept(new RefusedHandshake(
                route,
                refusal.status(),
                refusal.detail(),
                request.remote(),
                request.only("Origin"),
                caller,
                Instant.now()));
        return new Refuse(refusal, rule);
    }

    /** The line of the log: neither query string nor headers, in which there are tokens. */
    static String line(Refusal refusal, String rule, GateRequest request) {
        return "refused "
                + request.client().map(InetAddress::getHostAddress).orElse("somebody") + " at "
                + printable(request.path()) + " with " + refusal.status() + " by " + rule + ": " + refusal.detail()
                + (refusal.value().isEmpty() ? "" : " It was: " + printable(refusal.value()));
    }

    /** Nothing that a client says breaks a line of the log or fills it. */
    static String printable(String text) {
        String shortened = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return shortened.replaceAll("\\p{Cntrl}", "?");
    }

    /** A path that fits this route in every engine. */
    private static String canonical(RouteTemplate route) {
        return route.segments().stream()
                .map(segment -> segment instanceof RouteTemplate.Literal literal ? literal.text() : "_")
                .collect(Collectors.joining("/", "/", ""));
    }
}
