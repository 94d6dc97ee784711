package io.capstan.gate;

import io.capstan.component.RequestPath;
import io.capstan.component.RouteTable;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Decides what becomes of a request. Thread-safe. */
public final class Gate {
    /** Where the endpoint that serves all components is registered. No request reaches it but through the gate. */
    public static final String ENGINE_PATH = "/capstan-websocket";

    private static final Refusal NO_ROUTE = Refusal.of(404, "There is no WebSocket at this path.");
    private static final Refusal CONTRADICTION =
            Refusal.of(400, "Forwarded and X-Forwarded-For name different clients.");

    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    private final RouteTable<Target> routes;
    private final RouteTable<Class<?>> others;
    private final GateOptions options;
    private final List<Rule> rules;

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
     * @param routes what is mounted
     * @param others Jakarta endpoints of the application that are not Capstan's; requests for them are let alone
     * @param admission whether new connections are let in at all
     * @param addresses who may connect
     */
    public Gate(
            RouteTable<Target> routes,
            RouteTable<Class<?>> others,
            GateOptions options,
            BooleanSupplier admission,
            AddressList addresses) {
        this.routes = routes;
        this.others = others;
        this.options = options;
        DoorOptions door = options.door();
        Limits limits = new Limits(door.limits(), System::nanoTime);
        this.rules = new ArrayList<>();
        rules.add(new AddressRule(addresses));
        rules.add(new HeaderSizeRule(door.largestHandshake()));
        rules.addAll(ProtocolRules.ALL);
        rules.add(new HostRule());
        rules.add(new AdmissionRule(admission));
        rules.add(new LimitRule(door.limits(), limits, addresses));
        rules.add(new OriginRule());
        rules.add(new SubprotocolRule());
        rules.add(new UserLimitRule(door.limits(), limits)); // last, when the caller is known
    }

    Decision decide(GateRequest received, String context) {
        boolean webSocket = received.asksForWebSocket();
        Optional<List<String>> path = RequestPath.segments(received.path());
        Optional<RouteTable.Match<Target>> match = path.flatMap(routes::find);
        if (match.isEmpty()) {
            boolean known = !webSocket || path.flatMap(others::find).isPresent();
            return known
                    ? new Ignore()
                    : refuse(
                            NO_ROUTE,
                            "route",
                            options.door().proxies().seen(received).orElse(received));
        }
        if (!webSocket && options.plainRequests() == GateOptions.PlainRequests.PASS) {
            return new Ignore();
        }
        Optional<GateRequest> seen = options.door().proxies().seen(received);
        if (seen.isEmpty()) {
            return refuse(CONTRADICTION, "proxies", received);
        }
        GateRequest request = seen.get();
        Target target = match.get().target();
        Candidate candidate = new Candidate(request, match.get(), options.route(target.owner()));
        try {
            for (Rule rule : rules) {
                Optional<Refusal> refusal = rule.check(candidate);
                if (refusal.isPresent()) {
                    candidate.giveBack();
                    return refuse(refusal.get(), rule.name(), request);
                }
            }
            Passage passage = new Passage(HandshakeReader.read(request, context, match.get()), candidate);
            return new Admit(passage, target.card() ? canonical(match.get().route()) : ENGINE_PATH);
        } catch (RuntimeException | Error e) {
            candidate.giveBack();
            throw e;
        }
    }

    private static Refuse refuse(Refusal refusal, String rule, GateRequest request) {
        LOG.log(Level.INFO, () -> line(refusal, rule, request));
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
