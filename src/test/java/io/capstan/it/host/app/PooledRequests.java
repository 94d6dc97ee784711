package io.capstan.it.host.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts, where a server uses the objects of its requests again, those that it used again after an upgrade. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PooledRequests extends HttpFilter {
    private static final long serialVersionUID = 1;

    private final transient Set<Object> upgraded =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final AtomicInteger usedAgain = new AtomicInteger();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Set<Object> pooled = behind(request);
        if (!Collections.disjoint(upgraded, pooled)) {
            usedAgain.incrementAndGet();
        }
        if (request.getRequestURI().endsWith("/pooled")) {
            response.getWriter().print(usedAgain);
            return;
        }
        if (request.getHeader("Upgrade") != null) {
            upgraded.addAll(pooled);
        }
        chain.doFilter(request, response);
    }

    /** The request behind all wrappers, and on Payara the two behind its facade. */
    private static Set<Object> behind(ServletRequest outer) {
        ServletRequest request = outer;
        while (request instanceof ServletRequestWrapper wrapper) {
            request = wrapper.getRequest();
        }
        try {
            Field field = request.getClass().getDeclaredField("request");
            field.setAccessible(true);
            Object own = field.get(request);
            return Set.of(own, own.getClass().getMethod("getCoyoteRequest").invoke(own));
        } catch (ReflectiveOperationException | RuntimeException notPayara) {
            return Set.of(request);
        }
    }
}
