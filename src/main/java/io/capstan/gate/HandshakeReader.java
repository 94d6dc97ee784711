package io.capstan.gate;

import io.capstan.Handshake;
import io.capstan.component.RouteTable;
import io.capstan.component.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes the handshake out of a request that was let through. Total: odd parts are left out or left as they are. */
final class HandshakeReader {
    /** What is a URI for sure (RFC 3986); nearly all are of this kind, and to parse one takes its time. */
    private static final Pattern PLAIN =
            Pattern.compile("wss?://[A-Za-z0-9.-]+(?::[0-9]+)?[A-Za-z0-9._~/-]*(?:\\?[A-Za-z0-9._~/=&-]*)?");

    private HandshakeReader() {}

    static Handshake read(GateRequest request, String context, RouteTable.Match<Target> match, TokenOptions tokens) {
        return new Handshake(
                Common.text(url(request, context)),
                match.route().text(),
                match.variables().isEmpty() ? Map.of() : Collections.unmodifiableMap(match.variables()),
                query(request.query()),
                request.headers().without("Sec-WebSocket-Key"),
                cookies(request),
                SubprotocolRule.negotiate(request, match.target(), tokens),
                request.remote(),
                request.local(),
                request.secure(),
                Instant.now());
    }

    private static String url(GateRequest request, String context) {
        String scheme = request.secure() ? "wss" : "ws";
        String host = request.host();
        String target = context + request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
        String url = scheme + "://" + host + target;
        if (PLAIN.matcher(url).matches()) {
            return url;
        }
        try {
            return new URI(url).toString();
        } catch (URISyntaxException odd) {
            return uriOfParts(scheme, host, context + request.path(), request.query())
                    .toString();
        }
    }

    /** For what a server lets through and {@link URI} does not: quoted part by part, without what cannot be quoted. */
    private static URI uriOfParts(String scheme, String host, String path, String query) {
        try {
            return new URI(scheme, host, path, query.isEmpty() ? null : query, null);
        } catch (URISyntaxException odd) {
            return URI.create(scheme + ":/");
        }
    }

    /** The parameters of a query string, decoded; what cannot be decoded stays as it is. */
    static Map<String, List<String>> query(String query) {
        if (query.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }
        parameters.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(parameters);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException odd) {
            return text;
        }
    }

    /** The cookies (RFC 6265 §4.2.1); of two with the same name the first, which has the longer path. */
    private static Map<String, String> cookies(GateRequest request) {
        if (request.all("Cookie").isEmpty()) {
            return Map.of();
        }
        Map<String, String> cookies = new LinkedHashMap<>();
        pairs(request).forEach(cookie -> cookies.putIfAbsent(cookie.getKey(), cookie.getValue()));
        return Collections.unmodifiableMap(cookies);
    }

    /** The values of all cookies of one name. */
    static Stream<String> cookies(GateRequest request, String name) {
        return pairs(request).filter(cookie -> cookie.getKey().equals(name)).map(Map.Entry::getValue);
    }

    private static Stream<Map.Entry<String, String>> pairs(GateRequest request) {
        return request.all("Cookie").stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip)
                .filter(pair -> pair.indexOf('=') > 0)
                .map(pair -> Map.entry(
                        pair.substring(0, pair.indexOf('=')).strip(),
                        unquote(pair.substring(pair.indexOf('=') + 1).strip())));
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
