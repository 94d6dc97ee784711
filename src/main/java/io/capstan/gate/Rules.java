package io.capstan.gate;

import io.capstan.component.Target;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** The rules of the gate, each for one question, in the order in which {@link #of} lists them. */
final class Rules {
    private static final int KEY_BYTES = 16; // RFC 6455 §4.1
    /** Nothing that would end the authority of a URI (RFC 3986 §3.2), or name a user in it. */
    private static final Pattern HOST = Pattern.compile("[^/?#@\\\\\\s\\p{Cntrl}]+");

    /** One question about a request on a route. */
    @FunctionalInterface
    interface Rule {
        /** The refusal, or empty if this rule has nothing against the request. */
        Optional<Refusal> check(GateRequest request, Target target);
    }

    private Rules() {}

    static List<Rule> of(GateOptions options, BooleanSupplier admission) {
        return List.of(
                Rules::method,
                Rules::upgrade,
                Rules::version,
                Rules::key,
                Rules::host,
                Rules::body,
                (request, target) -> admission(admission),
                (request, target) -> origin(request, options),
                (request, target) -> subprotocol(request, target, options));
    }

    private static Optional<Refusal> method(GateRequest request, Target target) {
        return request.method().equals("GET")
                ? Optional.empty()
                : refuse(405, "A WebSocket is opened by GET.", "Allow", "GET");
    }

    private static Optional<Refusal> upgrade(GateRequest request, Target target) {
        if (!request.asksForWebSocket()) {
            return refuse(426, "Here is a WebSocket: ask for it by 'Upgrade: websocket'.", "Upgrade", "websocket");
        }
        boolean connection = request.list("Connection").stream()
                .anyMatch(option -> option.toLowerCase(Locale.ROOT).equals("upgrade"));
        return connection ? Optional.empty() : refuse(400, "The header 'Connection: Upgrade' is missing.");
    }

    private static Optional<Refusal> version(GateRequest request, Target target) {
        return request.only("Sec-WebSocket-Version").filter("13"::equals).isPresent()
                ? Optional.empty()
                : refuse(426, "The version of the protocol is 13.", "Sec-WebSocket-Version", "13");
    }

    private static Optional<Refusal> key(GateRequest request, Target target) {
        return request.only("Sec-WebSocket-Key").filter(Rules::isKey).isPresent()
                ? Optional.empty()
                : refuse(400, "Sec-WebSocket-Key has to be there once, 16 bytes in Base64.");
    }

    private static boolean isKey(String key) {
        try {
            return key.length() == 24 && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static Optional<Refusal> host(GateRequest request, Target target) {
        return request.only("Host").filter(host -> HOST.matcher(host).matches()).isPresent()
                ? Optional.empty()
                : refuse(400, "The header Host has to be there once, with a host and at most a port.");
    }

    private static Optional<Refusal> body(GateRequest request, Target target) {
        boolean body = !request.all("Transfer-Encoding").isEmpty()
                || request.all("Content-Length").stream()
                        .anyMatch(length -> !length.strip().equals("0"));
        return body ? refuse(400, "A handshake has no body.") : Optional.empty();
    }

    private static Optional<Refusal> admission(BooleanSupplier admission) {
        return admission.getAsBoolean()
                ? Optional.empty()
                : refuse(503, "No new connections now: the server is being stopped.", "Retry-After", "5");
    }

    private static Optional<Refusal> origin(GateRequest request, GateOptions options) {
        List<String> origins = request.all("Origin");
        if (origins.isEmpty()) {
            return options.originRequired() ? refuse(403, "The header Origin is missing.") : Optional.empty();
        }
        boolean allowed = request.only("Origin")
                .flatMap(Origin::parse)
                .filter(origin -> origin.isSameHost(request.only("Host").orElse("")))
                .isPresent();
        return allowed ? Optional.empty() : refuse(403, "Pages of this origin may not connect here.");
    }

    private static Optional<Refusal> subprotocol(GateRequest request, Target target, GateOptions options) {
        List<String> offered = request.list("Sec-WebSocket-Protocol");
        List<String> spoken = target.subprotocols();
        boolean nothingToAgreeOn = offered.isEmpty() && spoken.isEmpty();
        if (nothingToAgreeOn
                || !options.strictSubprotocols()
                || negotiate(request, target).isPresent()) {
            return Optional.empty();
        }
        return refuse(
                426,
                spoken.isEmpty()
                        ? "No subprotocol is spoken here."
                        : "The subprotocols spoken here are: " + String.join(", ", spoken) + ".",
                "Upgrade",
                "websocket");
    }

    /** The first subprotocol of the client's list that is spoken. */
    static Optional<String> negotiate(GateRequest request, Target target) {
        return request.list("Sec-WebSocket-Protocol").stream()
                .filter(target.subprotocols()::contains)
                .findFirst();
    }

    private static Optional<Refusal> refuse(int status, String detail) {
        return Optional.of(Refusal.of(status, detail));
    }

    private static Optional<Refusal> refuse(int status, String detail, String header, String value) {
        return Optional.of(Refusal.of(status, detail, header, value));
    }
}
