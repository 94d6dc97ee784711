package io.capstan.gate;

import io.capstan.settings.Settings;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests made by hand: a proper handshake, to be spoiled by each test. */
final class Requests {
    static final AuthenticationOptions NO_AUTHENTICATION =
            AuthenticationOptions.of(new Settings(key -> Optional.empty()));

    static final TokenOptions TOKENS = TokenOptions.of(new Settings(key -> Optional.empty()));

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String method = "GET";
    String protocol = "HTTP/1.1";
    String path = "/chat/blue";
    String query = "";
    String body = "";
    String peer;
    boolean secure;

    Requests() {
        set("Host", "a.example");
        set("Upgrade", "websocket");
        set("Connection", "keep-alive, Upgrade");
        set("Sec-WebSocket-Version", "13");
        set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    Requests set(String name, String... values) {
        headers.put(name, List.of(values));
        return this;
    }

    Requests without(String name) {
        headers.remove(name);
        return this;
    }

    Requests method(String name) {
        method = name;
        return this;
    }

    Requests path(String raw) {
        path = raw;
        return this;
    }

    Requests query(String raw) {
        query = raw;
        return this;
    }

    Requests protocol(String version) {
        protocol = version;
        return this;
    }

    /** The address of the other end; unresolved without. */
    Requests peer(String address) {
        peer = address;
        return this;
    }

    Requests secure() {
        secure = true;
        return this;
    }

    GateRequest get() {
        InetSocketAddress address = peer == null
                ? InetSocketAddress.createUnresolved("peer", 1)
                : new InetSocketAddress(IpLiteral.parse(peer).orElseThrow(), 1);
        List<String> hosts = headers.getOrDefault("Host", List.of());
        String host = hosts.size() == 1 ? hosts.get(0) : "";
        return new GateRequest(protocol, method, path, query, Headers.of(headers), host, address, address, secure);
    }

    Requests body(String text) {
        body = text;
        return this;
    }

    private static ServletInputStream input(String text) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {}
        };
    }

    /** The same as a request of a server, at this context. */
    HttpServletRequest servletRequest(String context, String remote) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                Requests.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getProtocol" -> protocol;
                    case "getMethod" -> method;
                    case "getRequestURI" -> context + path;
                    case "getContextPath" -> context;
                    case "getQueryString" -> query.isEmpty() ? null : query;
                    case "getHeaderNames" -> Collections.enumeration(new ArrayList<>(headers.keySet()));
                    case "getHeaders" ->
                        Collections.enumeration(headers.getOrDefault((String) arguments[0], List.of()));
                    case "getRemoteAddr", "getLocalAddr" -> remote;
                    case "getRemotePort" -> 40000;
                    case "getLocalPort" -> -1;
                    case "getUserPrincipal", "getSession" -> null;
                    case "getInputStream" -> input(body);
                    case "isSecure" -> true;
                    default -> throw new AssertionError(called.getName() + " is not expected");
                });
    }
}
