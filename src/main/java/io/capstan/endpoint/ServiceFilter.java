package io.capstan.endpoint;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Has what comes to {@code <context>/capstan/...} answered by the services of {@link Annex}es, and lets the rest pass. A
 * filter, so that neither a servlet nor a route on all paths can stand in front of it.
 */
final class ServiceFilter extends HttpFilter {
    static final String PATHS = "/capstan/*";

    private static final long serialVersionUID = 1L;

    private transient volatile Map<String, Annex.Service> services = Map.of();

    /** Has these services answer from now on, by their paths. */
    void install(Map<String, Annex.Service> installed) {
        services = Map.copyOf(installed);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
        Annex.Service service = services.get(path);
        if (service == null) {
            chain.doFilter(request, response);
        } else {
            service.serve(request, response);
        }
    }
}
