package io.capstan.gate;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The request as the engine sees it: at the path of the endpoint that is to take it, whatever path the client asked for,
 * so that no engine's own idea of paths matters.
 */
final class EngineRequest extends HttpServletRequestWrapper {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final String path;
    /** {@code null} when the gate is done with the request, which some engines keep as long as the connection. */
    private @Nullable Passage passage;

    EngineRequest(HttpServletRequest request, String path, Passage passage) {
        super(request);
        this.path = path;
        this.passage = passage;
    }

    /** The gate is done with it. */
    void forget() {
        passage = null;
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    /** Tyrus keeps it as long as the connection, and it is the same for all connections of an endpoint. */
    @Override
    public String getRequestURI() {
        return Common.text(getContextPath() + path);
    }

    /**
     * As it was sent, if it can stand in a URI; else with what cannot quoted. Tyrus makes a URI of it when its 101 is out,
     * and where it cannot, the client waits for ever.
     */
    @Override
    public @Nullable String getQueryString() {
        String query = super.getQueryString();
        return query == null ? null : uriQuery(query);
    }

    static String uriQuery(String query) {
        try {
            new URI("/?" + query);
            return query;
        } catch (URISyntaxException odd) {
            return quoted(query);
        }
    }

    private static String quoted(String query) {
        try {
            return new URI(null, null, "/", query, null).getRawQuery();
        } catch (URISyntaxException odd) {
            return "";
        }
    }

    /** No extension that Capstan sees to is offered to the engine. */
    private boolean hides(@Nullable String header) {
        return passage != null && passage.inflater().isPresent() && CompressionRule.HEADER.equalsIgnoreCase(header);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return hides(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return hides(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        if (passage == null || passage.inflater().isEmpty()) {
            return super.getHeaderNames();
        }
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !hides(name))
                .toList());
    }

    @Override
    public StringBuffer getRequestURL() {
        StringBuffer url = super.getRequestURL();
        int pathAt = url.indexOf("/", url.indexOf("://") + 3);
        url.setLength(pathAt < 0 ? url.length() : pathAt);
        return url.append(getRequestURI());
    }

    /**
     * Not for Tyrus, which would close one of the connections of a session itself when that ends, with 1000, and keep it
     * in memory until then. Capstan closes all of them.
     */
    @Override
    public @Nullable HttpSession getSession(boolean create) {
        if (!create && super.getSession(false) == null) {
            return null;
        }
        return STACK.getCallerClass().getName().startsWith("org.glassfish.tyrus.") ? null : super.getSession(create);
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> handlerClass) throws IOException, ServletException {
        T handler;
        try {
            handler = handlerClass.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | RuntimeException notByUs) {
            return super.upgrade(handlerClass);
        }
        UpgradeGuard guard = PayaraUpgrade.of(getRequest());
        if (guard == null) {
            guard = super.upgrade(UpgradeGuard.class);
        }
        guard.guard(handler);
        if (passage != null) {
            passage.guard(guard);
        }
        return handler;
    }
}
