package io.capstan.operations;

import io.capstan.endpoint.Annex;
import io.capstan.gate.ServiceAccess;
import io.capstan.gate.ServiceGate;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A JSON document that is made for whoever asks and may.
 *
 * @param access who may
 * @param gate what holds for everybody
 * @param document makes the document
 */
record Report(ServiceAccess access, ServiceGate gate, Supplier<String> document) implements Annex.Service {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (access.admit(gate, request, response).isEmpty()) {
            return;
        }
        if (!METHODS.contains(request.getMethod())) {
            ServiceGate.refuseMethod("GET, HEAD", response);
            return;
        }
        byte[] body = document.get().getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
