package io.capstan.gate;

import io.capstan.component.RequestPath;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Decides what becomes of a request. Thread-safe. */
public final class Gate {
    /** Where the endpoint that serves all components is registered. No request reaches it but through the gate. */
    public static final String ENGINE_PATH = "/capstan-websocket";

    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    private final RouteTable<Target> routes;
    private final RouteTable<Class<?>> others;
    private final GateOptions options;
    private final List<Rule> rules;

    /** What becomes of a request. */
    sealed interface Decision {}

    /** It is none of the gate's business. */
    record Ignore() implements Decision {}

    /** It is answered by the gate. */
    record Refuse(Refusal refusal) implements Decision {}

    /** It goes on to the engine, at this path. */
    record Admit(Passage passage, String enginePath) implements Decision {}

    /**
     * A gate.
     *
     * @param routes what is mounted
     * @param others Jakarta endpoints of the application that are not Capstan's; requests for them are let alone
     * @param admission whether new connections are let in at all
     */
    public Gate(
            RouteTable<Target> routes, RouteTable<Class<?>> others, GateOptions options, BooleanSupplier admission) {
        this.routes = routes;
        this.others = others;
        this.options = options;
        this.rules = new ArrayList<>(ProtocolRules.ALL);
        rules.add(candidate -> admission.getAsBoolean()
                ? Optional.empty()
                : Rule.refuse(503, "No new connections now: the server is being stopped.", "Retry-After", "5"));
        rules.add(new OriginRule());
        rules.add(new SubprotocolRule());
        rules.add(new LoginRule(options.roles()));
        rules.add(new ToldRule(new AccessRule()));
    }

    Decision decide(GateRequest request, String context) {
        return decide(request, () -> Visitor.UNKNOWN, context);
    }

    Decision decide(GateRequest request, Supplier<Visitor> container, String context) {
        boolean webSocket = request.asksForWebSocket();
        Optional<List<String>> path = RequestPath.segments(request.path());
        Optional<RouteTable.Match<Target>> match = path.flatMap(routes::find);
        if (match.isEmpty()) {
            boolean known = !webSocket || path.flatMap(others::find).isPresent();
            return known ? new Ignore() : new Refuse(Refusal.of(404, "There is no WebSocket at this path."));
        }
        if (!webSocket && options.plainRequests() == GateOptions.PlainRequests.PASS) {
            return new Ignore();
        }
        Target target = match.get().target();
        Candidate candidate = new Candidate(request, container, match.get(), options.route(target.owner()));
        for (Rule rule : rules) {
            Optional<Refusal> refusal = rule.check(candidate);
            if (refusal.isPresent()) {
                candidate.releases().forEach(Runnable::run);
                log(refusal.get(), match.get(), request);
                return new Refuse(refusal.get());
            }
        }
        Passage passage = new Passage(HandshakeReader.read(request, context, match.get()), candidate);
        return new Admit(passage, target.card() ? canonical(match.get().route()) : ENGINE_PATH);
    }

    private static void log(Refusal refusal, RouteTable.Match<Target> match, GateRequest request) {
        LOG.log(
                refusal.status() == 403 ? Level.INFO : Level.DEBUG,
                () -> "refused " + request.remote() + " at " + match.route() + " with " + refusal.status() + ": "
                        + refusal.detail()
                        + request.only("Origin")
                                .map(origin -> " Origin: " + printable(origin))
                                .orElse(""));
    }

    /** Nothing that a client says breaks a line of the log or fills it. */
    private static String printable(String text) {
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
