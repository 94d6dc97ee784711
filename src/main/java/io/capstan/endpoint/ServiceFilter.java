package io.capstan.endpoint;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has what comes to the paths of the services of {@link Annex}es answered by these, and lets the rest pass. A filter, so that
 * neither a servlet nor a route on all paths can stand in front of it.
 */
final class ServiceFilter extends HttpFilter {
    /** All: some of the paths are configured, and that is read when mappings cannot be made any more. */
    static final String PATHS = "/*";

    private static final long serialVersionUID = 1L;

    private transient volatile Function<String, Annex.@Nullable Service> services = path -> null;

    /** Has these services answer from now on, by their paths. */
    void install(Function<String, Annex.@Nullable Service> installed) {
        services = installed;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath()
                + Optional.ofNullable(request.getPathInfo()).orElse("");
        Annex.Service service = services.apply(path);
        if (service == null) {
            chain.doFilter(request, response);
        } else {
            service.serve(request, response);
        }
    }
}
