package io.capstan.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the gate looks at, taken from the request once and without the server's own ideas of it.
 *
 * @param protocol the version of HTTP, {@code HTTP/1.1}
 * @param method as sent
 * @param path the raw path below the context, with a leading slash
 * @param query the raw query string, empty if there is none
 * @param headers all values by name, whatever its case
 * @param host the host that the client named, with its port if it named one; empty if there is not exactly one
 * @param remote the client
 * @param local the server's end of the socket
 * @param secure whether the client speaks TLS
 */
record GateRequest(
        String protocol,
        String method,
        String path,
        String query,
        Headers headers,
        String host,
        InetSocketAddress remote,
        InetSocketAddress local,
        boolean secure) {

    private static volatile @Nullable InetSocketAddress lastLocal;

    static GateRequest of(HttpServletRequest request) {
        Headers headers = Headers.of(request);
        String path = below(request.getContextPath(), request.getRequestURI());
        String query = request.getQueryString();
        List<String> hosts = headers.getOrDefault("Host", List.of());
        return new GateRequest(
                request.getProtocol(),
                request.getMethod(),
                path,
                query == null ? "" : query,
                headers,
                hosts.size() == 1 ? hosts.get(0).strip() : "",
                address(request.getRemoteAddr(), request.getRemotePort()),
                local(request.getLocalAddr(), request.getLocalPort()),
                request.isSecure());
    }

    /** The path below the context: without its segments, however the client has spelled them. */
    private static String below(String context, String uri) {
        int at = 0;
        for (int slash = context.indexOf('/'); slash >= 0 && at >= 0; slash = context.indexOf('/', slash + 1)) {
            at = uri.indexOf('/', at + 1);
        }
        return at < 0 ? "/" : uri.substring(at);
    }

    /** The same object as last time, mostly: all connections of a listener have this end in common. */
    private static InetSocketAddress local(String host, int port) {
        InetSocketAddress last = lastLocal;
        if (last != null && last.getPort() == port && last.getHostString().equals(host)) {
            return last;
        }
        InetSocketAddress address = address(host, port);
        lastLocal = address;
        return address;
    }

    /** Servers give literal addresses; what is none stays unresolved. */
    private static InetSocketAddress address(String host, int port) {
        int there = Math.max(0, port);
        return IpLiteral.parse(host)
                .map(address -> new InetSocketAddress(Common.address(address), there))
                .orElseGet(() -> InetSocketAddress.createUnresolved(host, there));
    }

    /** The same request as the client sent it to a proxy. */
    GateRequest from(InetSocketAddress client, String publicHost, boolean publicSecure) {
        return new GateRequest(protocol, method, path, query, headers, publicHost, client, local, publicSecure);
    }

    /** Whose request it is, for limits and rules; empty where the server gives no address. */
    Optional<InetAddress> client() {
        return Optional.ofNullable(remote.getAddress());
    }

    /** The values of a header, in order. */
    List<String> all(String name) {
        List<String> values = headers.get(name);
        return values == null ? List.of() : values;
    }

    /** The value of a header that was sent exactly once. */
    Optional<String> only(String name) {
        List<String> values = all(name);
        return values.size() == 1 ? Optional.of(values.get(0).strip()) : Optional.empty();
    }

    /** The members of a header that is a comma-separated list (RFC 9110 §5.6.1), in order. */
    List<String> list(String name) {
        List<String> values = all(name);
        if (values.isEmpty()) {
            return List.of();
        }
        List<String> members = new ArrayList<>();
        for (String value : values) {
            for (String member : value.split(",")) {
                if (!member.isBlank()) {
                    members.add(member.strip());
                }
            }
        }
        return members;
    }

    /** Whether the client asks for a WebSocket. */
    boolean asksForWebSocket() {
        return lists("Upgrade", "websocket");
    }

    /** Whether a header that is a list of words has this one, in whatever case. */
    boolean lists(String name, String word) {
        for (String member : list(name)) {
            if (member.equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }
}
