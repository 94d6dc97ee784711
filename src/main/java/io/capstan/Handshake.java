package io.capstan;

import java.net.InetAddress;
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
 * <p>A connection keeps it for as long as it lives, so it is no record: it holds addresses and the time in the form that
 * takes the least memory.
 */
public final class Handshake {
    private final String url;
    private final String route;
    private final Map<String, String> variables;
    private final Map<String, List<String>> query;
    private final Map<String, List<String>> headers;
    private final Map<String, String> cookies;
    private final Optional<String> subprotocol;
    /** An {@code InetAddress}, which many clients may share, or the {@code InetSocketAddress} of one without. */
    private final Object remote;

    private final int remotePort;
    private final InetSocketAddress localAddress;
    private final boolean secure;
    /** In milliseconds since 1970. */
    private final long time;

    /** A handshake with all that the methods of the same names return. */
    public Handshake(
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
        this.url = url;
        this.route = route;
        this.variables = variables;
        this.query = query;
        this.headers = headers;
        this.cookies = cookies;
        this.subprotocol = subprotocol;
        this.remote = remoteAddress.isUnresolved() ? remoteAddress : remoteAddress.getAddress();
        this.remotePort = remoteAddress.getPort();
        this.localAddress = localAddress;
        this.secure = secure;
        this.time = time.toEpochMilli();
    }

    /** What was asked for, as text; {@link #uri} takes it apart. */
    public String url() {
        return url;
    }

    /** What was asked for: absolute, {@code ws} or {@code wss}, with the host that the client named, to a trusted proxy if it is behind one. */
    public URI uri() {
        return URI.create(url);
    }

    /** The route that fits, as it was written: {@code /chat/{room}}. */
    public String route() {
        return route;
    }

    /**
     * The variables of the route, decoded, and the pieces of its patterns from {@code "1"} on; a query parameter of the same
     * name does not touch them.
     */
    public Map<String, String> variables() {
        return variables;
    }

    /** The parameters of the query string, decoded, in their order. */
    public Map<String, List<String>> query() {
        return query;
    }

    /** The request headers but {@code Sec-WebSocket-Key}; names are looked up whatever their case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The cookies by name. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** The negotiated subprotocol. */
    public Optional<String> subprotocol() {
        return subprotocol;
    }

    /**
     * The client: the other end of the server's socket, or whom a trusted proxy ({@code capstan.proxies.trusted}) names
     * instead, with port 0 where it names none.
     */
    public InetSocketAddress remoteAddress() {
        return remote instanceof InetAddress address
                ? new InetSocketAddress(address, remotePort)
                : (InetSocketAddress) remote;
    }

    /** The server's end of its socket. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /** Whether the client speaks TLS, to this server or to a trusted proxy. */
    public boolean secure() {
        return secure;
    }

    /** When the request was let through, to the millisecond. */
    public Instant time() {
        return Instant.ofEpochMilli(time);
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
                + subprotocol.map(spoken -> " speaks " + spoken).orElse("") + " from " + remoteAddress() + " at "
                + time()
                + "]";
    }

    private static Optional<String> first(Map<String, List<String>> all, String name) {
        List<String> values = all.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
