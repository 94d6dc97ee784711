package io.capstan.gate;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules of RFC 6455 and of HTTP that a handshake has to keep, in the order of {@link #ALL}. */
final class ProtocolRules {
    /** All of them. */
    static final List<Rule> ALL = List.of(
            new Asking("method", ProtocolRules::method),
            new Asking("upgrade", ProtocolRules::upgrade),
            new Asking("http", ProtocolRules::http),
            new Asking("version", ProtocolRules::version),
            new Asking("key", ProtocolRules::key),
            new Asking("host", ProtocolRules::host),
            new Asking("body", ProtocolRules::body));

    private static final int KEY_BYTES = 16; // RFC 6455 §4.1
    /** What would end the authority of a URI (RFC 3986 §3.2), or name a user in it. */
    private static final String NOT_IN_HOST = "/?#@\\";

    private ProtocolRules() {}

    /** A rule about nothing but the request. */
    private record Asking(String name, Function<GateRequest, Optional<Refusal>> question) implements Rule {
        @Override
        public Optional<Refusal> check(Candidate candidate) {
            return question.apply(candidate.request());
        }
    }

    private static Optional<Refusal> method(GateRequest request) {
        return request.method().equals("GET")
                ? Optional.empty()
                : Rule.refuse(405, "A WebSocket is opened by GET.", "Allow", "GET")
                        .map(refusal -> refusal.because(request.method()));
    }

    /** HTTP/1.0 knows no upgrade (RFC 9110 §7.8), and HTTP/2 another one (RFC 8441). */
    private static Optional<Refusal> http(GateRequest request) {
        return request.protocol().equals("HTTP/1.1")
                ? Optional.empty()
                : Rule.refuse(505, "A WebSocket is opened by HTTP/1.1.")
                        .map(refusal -> refusal.because(request.protocol()));
    }

    private static Optional<Refusal> upgrade(GateRequest request) {
        if (!request.asksForWebSocket()) {
            return Rule.refuse(426, "Here is a WebSocket: ask for it by 'Upgrade: websocket'.", "Upgrade", "websocket");
        }
        return request.lists("Connection", "upgrade")
                ? Optional.empty()
                : Rule.refuse(400, "The header 'Connection: Upgrade' is missing.");
    }

    private static Optional<Refusal> version(GateRequest request) {
        return request.only("Sec-WebSocket-Version").filter("13"::equals).isPresent()
                ? Optional.empty()
                : Rule.refuse(426, "The version of the protocol is 13.", "Sec-WebSocket-Version", "13")
                        .map(refusal -> refusal.because(String.join(", ", request.all("Sec-WebSocket-Version"))));
    }

    private static Optional<Refusal> key(GateRequest request) {
        return request.only("Sec-WebSocket-Key").filter(ProtocolRules::isKey).isPresent()
                ? Optional.empty()
                : Rule.refuse(400, "Sec-WebSocket-Key has to be there once, 16 bytes in Base64.");
    }

    private static boolean isKey(String key) {
        try {
            return key.length() == 24 && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static Optional<Refusal> host(GateRequest request) {
        return request.only("Host").filter(ProtocolRules::isHost).isPresent()
                ? Optional.empty()
                : Rule.refuse(400, "The header Host has to be there once, with a host and at most a port.")
                        .map(refusal -> refusal.because(String.join(", ", request.all("Host"))));
    }

    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char character = host.charAt(i);
            if (character <= ' ' || character == 0x7F || NOT_IN_HOST.indexOf(character) >= 0) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private static Optional<Refusal> body(GateRequest request) {
        boolean body = !request.all("Transfer-Encoding").isEmpty()
                || request.all("Content-Length").stream()
                        .anyMatch(length -> !length.strip().equals("0"));
        return body ? Rule.refuse(400, "A handshake has no body.") : Optional.empty();
    }
}
