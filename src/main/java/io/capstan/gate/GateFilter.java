package io.capstan.gate;

import jakarta.json.Json;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Puts the gate before everything else in the application. */
public final class GateFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private transient volatile @Nullable Gate gate;

    /** Opens the filter: until then requests pass untouched, and the engine's configurator lets none of them in. */
    public void install(Gate decidingGate) {
        gate = decidingGate;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Gate deciding = gate;
        if (deciding == null) {
            chain.doFilter(request, response);
            return;
        }
        Gate.Decision decision =
                deciding.decide(GateRequest.of(request), () -> Visitor.of(request), request.getContextPath());
        if (decision instanceof Gate.Refuse refuse) {
            answer(refuse.refusal(), response);
        } else if (decision instanceof Gate.Admit admit) {
            admit(admit, request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void admit(
            Gate.Admit admit, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
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
            }
        }
    }

    /** Answers by RFC 9457, the same bytes on every server. */
    private static void answer(Refusal refusal, HttpServletResponse response) throws IOException {
        byte[] body = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", refusal.title())
                .add("status", refusal.status())
                .add("detail", refusal.detail())
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(refusal.status());
        refusal.headers().forEach(response::setHeader);
        response.setHeader("Connection", "close");
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
