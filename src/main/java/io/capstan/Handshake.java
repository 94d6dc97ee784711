package io.capstan;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The upgrade request that the gate let through, frozen. All maps and lists are immutable. A token that came with it is
 * still in it, so that a component can hand it on; {@link #toString} shows neither query, nor headers, nor cookies.
 *
 * @param url what was asked for, as text; {@link #uri} takes it apart
 * @param route the route that fits, as it was written: {@code /chat/{room}}
 * @param variables the variables of the route, decoded, and the pieces of its patterns from {@code "1"} on; a query parameter
 *     of the same name does not touch them
 * @param query the parameters of the query string, decoded, in their order
 * @param headers the request headers but {@code Sec-WebSocket-Key}; names are looked up whatever their case
 * @param cookies the cookies by name
 * @param subprotocol the negotiated subprotocol
 * @param remoteAddress the client: the other end of the server's socket, or whom a trusted proxy
 *     ({@code capstan.proxies.trusted}) names instead, with port 0 where it names none
 * @param localAddress the server's end of its socket
 * @param secure whether the client speaks TLS, to this server or to a trusted proxy
 * @param time when the request was let through
 */
public record Handshake(
        String url,
        String route,
        Map<String, String> variables,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        Map<String, String> cookies,
        Optional<String> subprotocol,
        InetSocketAddress remoteAddress,
        InetSocketAddress localAddress,
        boolean secure,
        Instant time) {

    /** What was asked for: absolute, {@code ws} or {@code wss}, with the host that the client named, to a trusted proxy if it is behind one. */
    public URI uri() {
        return URI.create(url);
    }

    /**
     * The value of a variable of the route.
     *
     * @throws IllegalArgumentException if the route has no such variable
     */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The route " + route + " has no variable '" + name + "'; it has " + variables.keySet() + ".");
        }
        return value;
    }

    /** The first value of a query parameter. */
    public Optional<String> query(String name) {
        return first(query, name);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return first(headers, name);
    }

    /** The value of a cookie. */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /** Route, path, subprotocol, client and time; nothing in which there can be a token. */
    @Override
    public String toString() {
        int query = url.indexOf('?');
        return "Handshake[" + (query < 0 ? url : url.substring(0, query)) + " at " + route
                + subprotocol.map(spoken -> " speaks " + spoken).orElse("") + " from " + remoteAddress + " at " + time
                + "]";
    }

    private static Optional<String> first(Map<String, List<String>> all, String name) {
        List<String> values = all.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
