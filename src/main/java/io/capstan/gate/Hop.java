package io.capstan.gate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one proxy says about who called it. Nonsense is read as nothing.
 *
 * @param from who called it
 * @param secure whether by TLS
 * @param host by which name, with the port if it is not the usual one
 */
record Hop(Optional<InetSocketAddress> from, Optional<Boolean> secure, Optional<String> host) {
    private static final Pattern NODE = Pattern.compile("(\\[[^\\]]*]|[^:]*)(?::(\\d{1,5}))?");
    private static final Pattern HOST =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]{2,45}]|[^\\[\\]:/?#@\\\\\\s\\p{Cntrl},]{1,253})(:\\d{1,5})?");

    /** What {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code -Port} say, the client's first. */
    static List<Hop> xForwarded(GateRequest request) {
        List<String> callers = request.list("X-Forwarded-For");
        List<String> schemes = request.list("X-Forwarded-Proto");
        List<String> hosts = request.list("X-Forwarded-Host");
        List<String> ports = request.list("X-Forwarded-Port");
        int hops = Math.max(1, callers.size());
        List<Hop> all = new ArrayList<>(hops);
        for (int i = 0; i < hops; i++) {
            Optional<Boolean> secure = aligned(schemes, i, hops).flatMap(Hop::secure);
            int usual = secure.orElse(request.secure()) ? 443 : 80;
            Optional<Integer> port = aligned(ports, i, hops).flatMap(Hop::port).filter(number -> number != usual);
            all.add(new Hop(
                    callers.isEmpty() ? Optional.empty() : node(callers.get(i)),
                    secure,
                    aligned(hosts, i, hops)
                            .flatMap(Hop::host)
                            .or(() -> host(request.host()))
                            .map(host -> withPort(host, port))));
        }
        return all;
    }

    /** The member for a hop: each hop has written one, or only the nearest ones have. */
    private static Optional<String> aligned(List<String> members, int hop, int hops) {
        if (members.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(members.get(members.size() == hops ? hop : members.size() - 1));
    }

    private static String withPort(String host, Optional<Integer> port) {
        Matcher matcher = HOST.matcher(host);
        boolean hasOne = matcher.matches() && matcher.group(1) != null;
        return port.isEmpty() || hasOne ? host : host + ":" + port.get();
    }

    /** What {@code Forwarded} (RFC 7239) says, the client's first. */
    static List<Hop> forwarded(GateRequest request) {
        return ForwardedHeader.elements(String.join(",", request.all("Forwarded"))).stream()
                .map(pairs -> new Hop(
                        Optional.ofNullable(pairs.get("for")).flatMap(Hop::node),
                        Optional.ofNullable(pairs.get("proto")).flatMap(Hop::secure),
                        Optional.ofNullable(pairs.get("host")).flatMap(Hop::host)))
                .toList();
    }

    /** An address with or without a port; {@code unknown} and names that proxies make up are none (RFC 7239 §6). */
    private static Optional<InetSocketAddress> node(String text) {
        Optional<InetAddress> bare = IpLiteral.parse(text);
        if (bare.isPresent()) {
            return bare.map(address -> new InetSocketAddress(address, 0));
        }
        Matcher matcher = NODE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Optional.ofNullable(matcher.group(2)).flatMap(Hop::port).orElse(0);
        return IpLiteral.parse(matcher.group(1)).map(address -> new InetSocketAddress(address, port));
    }

    private static Optional<Boolean> secure(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "https", "wss" -> Optional.of(true);
            case "http", "ws" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<String> host(String text) {
        return HOST.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Integer> port(String digits) {
        boolean port = digits.matches("[1-9]\\d{0,4}") && Integer.parseInt(digits) <= 65535;
        return port ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
    }
}
