package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.component.RouteTable.Match;
import io.capstan.component.RouteTemplate;
import io.capstan.component.Target;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands before services of Capstan that anybody may ask by plain HTTP, since they find out themselves what somebody may:
 * the rules of the gate that are not about upgrades, as they hold on the routes of a component. Pages of an origin that may
 * connect there may ask here as well, and read the answer (Fetch Standard, "CORS protocol"). Thread-safe.
 */
public final class GuestGate {
    private static final System.Logger LOG = System.getLogger(GuestGate.class.getName());
    private static final Refusal CONTRADICTION =
            Refusal.of(400, "Forwarded and X-Forwarded-For name different clients.");
    private static final Refusal UNKNOWN = Refusal.of(401, "A token is required here.", "WWW-Authenticate", "Bearer");
    private static final Refusal METHOD = Refusal.of(405, "This is asked for with POST.", "Allow", "POST");
    private static final String SECONDS = "600";

    private final GateOptions options;
    private final List<Rule> door;
    private final List<Rule> caller;
    private final List<Rule> places;

    /**
     * Who asks.
     *
     * @param caller by a token or by a login of the container, or nobody in particular
     * @param source whose request it is where nobody is known: the address, or the network of one in IPv6
     * @param place gives back what was taken for it
     */
    public record Guest(Caller caller, String source, Runnable place) {

        /** Whose requests are counted together. */
        public String key() {
            return caller.isAnonymous() ? "@" + source : caller.name();
        }
    }

    /**
     * A gate.
     *
     * @param door what holds whoever asks
     * @param caller what finds out who asks
     * @param places what counts those who stay
     */
    GuestGate(GateOptions options, List<Rule> door, List<Rule> caller, List<Rule> places) {
        this.options = options;
        this.door = door;
        this.caller = caller;
        this.places = places;
    }

    /**
     * Lets a POST in, or answers the request.
     *
     * @param component on whose routes the same would hold
     * @return who asks; empty if the request has been answered
     */
    public Optional<Guest> admit(HttpServletRequest request, HttpServletResponse response, Class<?> component)
            throws IOException {
        return admit(request, response, component, caller);
    }

    /** The same for somebody who stays, and is counted as a connection is until the place is given back. */
    public Optional<Guest> admitToStay(HttpServletRequest request, HttpServletResponse response, Class<?> component)
            throws IOException {
        return admit(
                request,
                response,
                component,
                Stream.concat(caller.stream(), places.stream()).toList());
    }

    private Optional<Guest> admit(
            HttpServletRequest request, HttpServletResponse response, Class<?> component, List<Rule> rules)
            throws IOException {
        GateRequest received = GateRequest.of(request);
        Optional<GateRequest> seen = options.door().proxies().seen(received);
        if (seen.isEmpty()) {
            return refuse(CONTRADICTION, "proxies", received, response);
        }
        boolean page = !received.all("Origin").isEmpty();
        Candidate candidate = candidate(seen.get(), request, component);
        List<Rule> first =
                page ? Stream.concat(door.stream(), Stream.of(new OriginRule())).toList() : door;
        if (isRefused(first, candidate, response)) {
            return Optional.empty();
        }
        if (page) {
            mayRead(seen.get(), response);
        }
        if (!request.getMethod().equals("POST")) {
            return page && request.getMethod().equals("OPTIONS")
                    ? answerPreflight(response)
                    : refuse(METHOD, "method", seen.get(), response);
        }
        if (isRefused(rules, candidate, response)) {
            return Optional.empty();
        }
        if (candidate.caller().isAnonymous() && candidate.options().tokens().required()) {
            candidate.giveBack();
            return refuse(UNKNOWN, "token", seen.get(), response);
        }
        List<Runnable> taken = List.copyOf(candidate.releases());
        return Optional.of(new Guest(candidate.caller(), source(seen.get()), () -> taken.forEach(Runnable::run)));
    }

    private static boolean isRefused(List<Rule> rules, Candidate candidate, HttpServletResponse response)
            throws IOException {
        for (Rule rule : rules) {
            Optional<Refusal> refusal = rule.check(candidate);
            if (refusal.isPresent()) {
                candidate.giveBack();
                refuse(refusal.get(), rule.name(), candidate.request(), response);
                return true;
            }
        }
        return false;
    }

    /** The page may read what it gets. Its origin was allowed by name or by rule, so that its cookies count too. */
    private static void mayRead(GateRequest request, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", request.only("Origin").orElse("null"));
        response.setHeader("Access-Control-Allow-Credentials", "true");
        response.addHeader("Vary", "Origin");
    }

    private static Optional<Guest> answerPreflight(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Methods", "POST");
        response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type");
        response.setHeader("Access-Control-Max-Age", SECONDS);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return Optional.empty();
    }

    private static String source(GateRequest request) {
        Optional<InetAddress> client = request.client();
        return client.map(address -> Network.source(address).toString())
                .orElseGet(() -> request.remote().getHostString());
    }

    private Candidate candidate(GateRequest seen, HttpServletRequest request, Class<?> component) {
        Target target = new Target(component, List.of(), false);
        Match<Target> match = new Match<>(RouteTemplate.parse("/"), target, Map.of());
        return new Candidate(
                seen, () -> Visitor.of(request), request.getContextPath(), match, options.route(component));
    }

    private static Optional<Guest> refuse(
            Refusal refusal, String rule, GateRequest request, HttpServletResponse response) throws IOException {
        LOG.log(Level.INFO, () -> Gate.line(refusal, rule, request));
        Answer.refuse(refusal, response);
        return Optional.empty();
    }
}
