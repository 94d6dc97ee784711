package io.capstan.gate;

import jakarta.json.Json;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts the gate before everything else in the application. */
public final class GateFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private transient volatile @Nullable Installed installed;

    private record Installed(Gate gate, Consumer<Runnable> later) {}

    /**
     * Opens the filter: until then requests pass untouched, and the engine's configurator lets none of them in.
     *
     * @param later runs a task when an engine must long have opened what it has upgraded
     */
    public void install(Gate gate, Consumer<Runnable> later) {
        installed = new Installed(gate, later);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Installed ready = installed;
        if (ready == null) {
            chain.doFilter(request, response);
            return;
        }
        Gate.Decision decision =
                ready.gate().decide(GateRequest.of(request), () -> Visitor.of(request), request.getContextPath());
        if (decision instanceof Gate.Refuse refuse) {
            answer(refuse.refusal(), response);
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
        passage.enter();
        try {
            chain.doFilter(new EngineRequest(request, admit.enginePath(), passage), response);
        } finally {
            Passage.leave();
            if (response.getStatus() != HttpServletResponse.SC_SWITCHING_PROTOCOLS) {
                passage.release();
            } else if (passage.holds()) {
                later.accept(passage::expire);
            }
        }
    }

    /** Answers by RFC 9457, the same bytes on every server. */
    private static void answer(Refusal refusal, HttpServletResponse response) throws IOException {
        byte[] body = refusal.body().orElseGet(() -> problem(refusal)).getBytes(StandardCharsets.UTF_8);
        response.setStatus(refusal.status());
        if (refusal.body().isEmpty()) {
            response.setContentType("application/problem+json");
        }
        refusal.headers().forEach(response::setHeader);
        response.setHeader("Connection", "close");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String problem(Refusal refusal) {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", refusal.title())
                .add("status", refusal.status())
                .add("detail", refusal.detail())
                .build()
                .toString();
    }
}
