package io.capstan.gate;

import java.util.List;
import java.util.stream.Stream;

/** Where in a handshake a token can be: {@code capstan.token.carriers}. Each reads it and is total. */
enum Carrier {
    /** {@code Authorization: Bearer} (RFC 6750 §2.1). Other schemes are none of its business. */
    HEADER("the header Authorization") {
        @Override
        boolean isIn(GateRequest request) {
            return !request.all("Authorization").isEmpty();
        }

        @Override
        Stream<String> read(GateRequest request, TokenOptions options) {
            return request.all("Authorization").stream()
                    .map(String::strip)
                    .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                    .map(value -> value.substring(BEARER.length()).strip());
        }
    },
    /** A member of {@code Sec-WebSocket-Protocol} with a prefix, for browsers, whose scripts can set no header. */
    SUBPROTOCOL("the subprotocols") {
        @Override
        boolean isIn(GateRequest request) {
            return !request.all("Sec-WebSocket-Protocol").isEmpty();
        }

        @Override
        Stream<String> read(GateRequest request, TokenOptions options) {
            return request.list("Sec-WebSocket-Protocol").stream()
                    .filter(options::isTokenSubprotocol)
                    .map(member -> member.substring(options.subprotocolPrefix().length()));
        }
    },
    /** A cookie. */
    COOKIE("the cookie") {
        @Override
        boolean isIn(GateRequest request) {
            return !request.all("Cookie").isEmpty();
        }

        @Override
        Stream<String> read(GateRequest request, TokenOptions options) {
            return HandshakeReader.cookies(request, options.cookie());
        }
    },
    /** A parameter of the query string. It ends up in access logs, which is why it has to be switched on. */
    QUERY("the query string") {
        @Override
        boolean isIn(GateRequest request) {
            return !request.query().isEmpty();
        }

        @Override
        Stream<String> read(GateRequest request, TokenOptions options) {
            return HandshakeReader.query(request.query()).getOrDefault(options.query(), List.of()).stream();
        }
    };

    private static final String BEARER = "Bearer ";
    private final String place;

    Carrier(String place) {
        this.place = place;
    }

    /** What it is called in a sentence. */
    String place() {
        return place;
    }

    /** Whether the request has what it reads: most carry nothing. */
    abstract boolean isIn(GateRequest request);

    /** The tokens that it carries, of which there should be one. */
    abstract Stream<String> read(GateRequest request, TokenOptions options);

    /** The different tokens that it carries. An empty text is no token. */
    List<String> tokens(GateRequest request, TokenOptions options) {
        if (!isIn(request)) {
            return List.of();
        }
        return read(request, options)
                .filter(token -> !token.isEmpty())
                .distinct()
                .toList();
    }
}
