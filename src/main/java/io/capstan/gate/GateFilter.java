package io.capstan.gate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts the gate before everything else in the application. */
public final class GateFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private transient volatile @Nullable Installed installed;

    /** Whether other filters of Capstan answer at a path below the context. */
    private transient volatile Predicate<String> others = path -> false;

    private record Installed(Gate gate, Consumer<Runnable> later) {}

    /** Called by the server before there is any request. */
    @Override
    public void init() {
        GrizzlyReasons.make(getServletContext());
    }

    /**
     * Opens the filter: until then requests pass untouched, and the engine's configurator lets none of them in.
     *
     * @param later runs a task when an engine must long have opened what it has upgraded
     */
    public void install(Gate gate, Consumer<Runnable> later) {
        installed = new Installed(gate, later);
    }

    /**
     * Leaves these paths to other filters, whatever the routes. Of filters that are put in front, Undertow calls the one
     * first that was added first, and Payara the one that was added last; so they cannot all stand before this one.
     */
    public void leave(Predicate<String> paths) {
        others = paths;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Installed ready = installed;
        if (ready == null) {
            chain.doFilter(request, response);
            return;
        }
        GateRequest received = GateRequest.of(request);
        if (others.test(received.path())) {
            chain.doFilter(request, response);
            return;
        }
        Gate.Decision decision = ready.gate().decide(received, () -> Visitor.of(request), request.getContextPath());
        if (decision instanceof Gate.Refuse refuse) {
            Answer.refuse(refuse.refusal(), response);
        } else if (decision instanceof Gate.Admit admit) {
            admit(admit, ready.later(), request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void admit(
            Gate.Admit admit,
            Consumer<Runnable> later,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        Passage passage = admit.passage();
        passage.headers().forEach(header -> response.addHeader(header.getKey(), header.getValue()));
        EngineRequest forEngine = new EngineRequest(request, admit.enginePath(), passage);
        passage.enter();
        try {
            chain.doFilter(forEngine, response);
        } finally {
            Passage.leave();
            forEngine.forget();
            if (response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
                passage.release();
            } else if (passage.holds()) {
                later.accept(passage::expire);
            }
        }
    }
}
