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
import java.util.stream.Stream;

/** Makes the handshake out of a request that was let through. Total: odd parts are left out or left as they are. */
final class HandshakeReader {
    /** What is a URI for sure (RFC 3986) where it consists of these; nearly all do, and to parse one takes its time. */
    private static final String IN_HOST = ".-";

    private static final String IN_PATH = "._~/-";
    private static final String IN_QUERY = "._~/=&-";

    private HandshakeReader() {}

    static Handshake read(GateRequest request, String context, RouteTable.Match<Target> match, TokenOptions tokens) {
        return new Handshake(
                Common.text(url(request, context)),
                match.route().text(),
                match.variables().isEmpty() ? Map.of() : Collections.unmodifiableMap(match.variables()),
                query(request.query()),
                request.headers().without("Sec-WebSocket-Key").shared(),
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
        if (isHost(host)
                && consists(context, IN_PATH)
                && consists(request.path(), IN_PATH)
                && consists(request.query(), IN_QUERY)) {
            return url;
        }
        try {
            return new URI(url).toString();
        } catch (URISyntaxException odd) {
            return uriOfParts(scheme, host, context + request.path(), request.query())
                    .toString();
        }
    }

    private static boolean isHost(String host) {
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        boolean port = colon < 0 || colon < host.length() - 1 && digits(host, colon + 1);
        return port && !name.isEmpty() && consists(name, IN_HOST);
    }

    private static boolean digits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether a text has letters, digits, and these characters only. */
    private static boolean consists(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean plain = character >= 'a' && character <= 'z'
                    || character >= 'A' && character <= 'Z'
                    || character >= '0' && character <= '9'
                    || others.indexOf(character) >= 0;
            if (!plain) {
                return false;
            }
        }
        return true;
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
