package io.capstan.testing;

import io.capstan.Caller;
import io.capstan.Handshake;
import io.capstan.component.Component;
import io.capstan.component.RequestPath;
import io.capstan.component.RouteTable;
import io.capstan.component.StandAlone;
import io.capstan.component.Target;
import io.capstan.wire.Identity;
import jakarta.servlet.http.HttpSession;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An upgrade request in memory: {@code chat.request("/chat/blue").caller(Caller.of("ada", "admin")).connect()}. */
public final class FakeHandshake {
    private static final InetSocketAddress CLIENT = InetSocketAddress.createUnresolved("client.example", 50_000);
    private static final InetSocketAddress SERVER = InetSocketAddress.createUnresolved("server.example", 80);

    private final ComponentTester<?> tester;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private List<String> subprotocols = List.of();
    private Caller caller = Caller.ANONYMOUS;
    private Optional<HttpSession> session = Optional.empty();

    FakeHandshake(ComponentTester<?> tester, String target) {
        this.tester = tester;
        int end = target.indexOf('?');
        this.path = end < 0 ? target : target.substring(0, end);
        this.query = end < 0 ? "" : target.substring(end + 1);
        header("Host", SERVER.getHostString());
    }

    /** Adds a header. */
    public FakeHandshake header(String name, String value) {
        headers.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        return this;
    }

    /** Adds a cookie. */
    public FakeHandshake cookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /** The subprotocols that the client offers, best first; by default none. */
    public FakeHandshake subprotocols(String... offered) {
        subprotocols = List.of(offered);
        return this;
    }

    /** Who connects; by default nobody in particular. */
    public FakeHandshake caller(Caller connecting) {
        caller = connecting;
        return this;
    }

    /** Adds what an interceptor of handshakes has left in the attributes of the connection. */
    public FakeHandshake attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    /** The HTTP session of the client; by default there is none. */
    public FakeHandshake httpSession(HttpSession known) {
        session = Optional.of(known);
        return this;
    }

    /**
     * Opens the connection. When this returns, {@code onOpen} has.
     *
     * @throws HandshakeRefusedException if the gate would have refused it
     */
    public FakeConnection connect() {
        return tester.open(this);
    }

    Identity identity(StandAlone mounted) {
        RouteTable.Match<Target> match = RequestPath.segments(path)
                .flatMap(mounted.routes()::find)
                .orElseThrow(() -> new HandshakeRefusedException(404, noRoute(mounted.routes())));
        Component component = mounted.component();
        Optional<String> subprotocol = subprotocol(match.target());
        if (!component.access().allows(caller)) {
            throw new HandshakeRefusedException(
                    caller.isAnonymous() ? 401 : 403,
                    component.type().getName() + " is not for " + caller + ", but for " + component.access());
        }
        return new Identity(component.type(), handshake(match, subprotocol), caller, attributes, session);
    }

    private String noRoute(RouteTable<Target> routes) {
        return "no route fits '" + path + "'; there is "
                + routes.mounts().stream()
                        .map(mount -> "'" + mount.route() + "'")
                        .collect(Collectors.joining(", "));
    }

    private Optional<String> subprotocol(Target target) {
        List<String> spoken = target.subprotocols();
        Optional<String> common = subprotocols.stream().filter(spoken::contains).findFirst();
        boolean none = subprotocols.isEmpty() && (spoken.isEmpty() || target.silent());
        if (common.isEmpty() && !none) {
            throw new HandshakeRefusedException(
                    426, "the client offers the subprotocols " + subprotocols + "; spoken are " + spoken);
        }
        return common;
    }

    private Handshake handshake(RouteTable.Match<Target> match, Optional<String> subprotocol) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> all.put(name, List.copyOf(values)));
        return new Handshake(
                "ws://" + SERVER.getHostString() + path + (query.isEmpty() ? "" : "?" + query),
                match.route().text(),
                Map.copyOf(match.variables()),
                parameters(),
                Collections.unmodifiableMap(all),
                Map.copyOf(cookies),
                subprotocol,
                CLIENT,
                SERVER,
                false,
                Instant.now());
    }

    private Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            parameters
                    .computeIfAbsent(name, any -> new ArrayList<>())
                    .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        parameters.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
