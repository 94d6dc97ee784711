package io.capstan.http;

import io.capstan.WampException;
import io.capstan.endpoint.Annex.Service;
import io.capstan.endpoint.Annex.Site;
import io.capstan.gate.GuestGate.Guest;
import io.capstan.wamp.message.WampMessage;
import io.capstan.wamp.session.Errand;
import io.capstan.wamp.session.Router;
import io.capstan.wamp.session.WampComponent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Serves {@code POST <path>/<realm>/publish} and {@code …/call}: publications and calls by whoever the request comes from. */
final class Bridge {
    private static final Pattern JSON =
            Pattern.compile("application/(?:[a-z0-9.+-]+\\+)?json\\s*(?:;\\s*charset=\"?utf-8\"?\\s*)?");
    private static final Duration TIME_TO_READ = Duration.ofSeconds(30);

    private final BridgeOptions options;
    private final BasePath path;
    private final Router router;
    private final Site site;
    private final Crowd crowd;

    /** What is under way. */
    private final Set<BridgeCall> calls = ConcurrentHashMap.newKeySet();

    Bridge(BridgeOptions options, BasePath path, Router router, Site site) {
        this.options = options;
        this.path = path;
        this.router = router;
        this.site = site;
        this.crowd = new Crowd(options.requests(), options.perCaller());
    }

    /** What answers at a path; {@code null} if that is not here. */
    @Nullable
    Service service(String requested) {
        Optional<String> below = path.below(requested);
        if (below.isEmpty()) {
            return null;
        }
        for (BridgeRequest.Kind kind : BridgeRequest.Kind.values()) {
            int end = below.get().length() - kind.path().length() - 1;
            if (end > 0 && below.get().indexOf('/') == end && below.get().endsWith(kind.path())) {
                String realm = below.get().substring(0, end);
                return (request, response) -> serve(kind, realm, request, response);
            }
        }
        return null;
    }

    private void serve(BridgeRequest.Kind kind, String realm, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Guest> guest = site.gate().guests().admit(request, response, WampComponent.class);
        if (guest.isEmpty()) {
            return;
        }
        Optional<Runnable> place = crowd.enter(guest.get().key());
        if (place.isEmpty()) {
            Reply.problem(ErrorStatus.TOO_MANY, "Too many requests are under way.")
                    .with("Retry-After", "1")
                    .closing()
                    .send(response);
            return;
        }
        boolean underWay = false;
        try {
            Reply refusal = refusal(request);
            Optional<byte[]> body = refusal == null ? Body.read(request, options.largest()) : Optional.empty();
            if (body.isEmpty()) {
                (refusal == null ? tooLarge() : refusal).closing().send(response);
                return;
            }
            WampMessage.Request message = message(kind, body.get());
            Errand errand = Errand.begin(
                    router,
                    realm,
                    guest.get().caller(),
                    Optional.ofNullable(request.getSession(false)),
                    guest.get().source(),
                    site.workers());
            Exchange exchange = new Exchange(request, response, options.time().plus(TIME_TO_READ));
            BridgeCall call = new BridgeCall(exchange, errand, place.get(), calls);
            underWay = true;
            call.begin(message, options.time(), site);
        } catch (WampException e) {
            BridgeAnswers.of(e).send(response);
        } finally {
            if (!underWay) {
                place.get().run();
            }
        }
    }

    private static @Nullable Reply refusal(HttpServletRequest request) {
        String coding = request.getHeader("Content-Encoding");
        String type = request.getContentType();
        boolean json = type != null
                && JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()
                && (coding == null || coding.equals("identity"));
        return json
                ? null
                : Reply.problem(415, "The body is application/json, in UTF-8, and not compressed.")
                        .with("Accept-Post", Reply.JSON);
    }

    private Reply tooLarge() {
        return Reply.problem(
                ErrorStatus.TOO_LARGE,
                "A request has at most " + options.largest() + " bytes; see capstan.wamp.bridge.largest.");
    }

    private static WampMessage.Request message(BridgeRequest.Kind kind, byte[] body) {
        return BridgeRequest.read(
                kind,
                Body.text(body)
                        .orElseThrow(() -> new WampException(WampException.INVALID_ARGUMENT, "The body is no UTF-8.")));
    }

    /** Those who wait are told that the router stops. */
    void stop() {
        calls.forEach(call ->
                call.finish(BridgeAnswers.problem("wamp.close.system_shutdown", "The router is being stopped.")));
    }
}
