package io.capstan.operations.asyncapi;

import io.capstan.endpoint.Annex;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves {@code GET <context>/capstan/asyncapi.json}. The document is made when it is first asked for. */
final class AsyncApiService implements Annex.Service {
    static final String PATH = "/capstan/asyncapi.json";

    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}";

    private final AsyncApiOptions options;
    private final Supplier<ApiDocument> source;
    /** Guarded by this. */
    private @Nullable JsonObject made;

    AsyncApiService(AsyncApiOptions options, Supplier<ApiDocument> source) {
        this.options = options;
        this.source = source;
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!options.enabled()) {
            problem(404, "Not Found", "There is no document here; see capstan.asyncapi.enabled.", response);
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            problem(405, "Method Not Allowed", "The document is asked for with GET.", response);
        } else {
            response.setStatus(HttpServletResponse.SC_OK);
            boolean whole = request.getMethod().equals("GET");
            send("application/json", ServerObject.in(document(), request).toString(), whole, response);
        }
    }

    private synchronized JsonObject document() {
        JsonObject document = made;
        if (document == null) {
            document = source.get().build();
            made = document;
        }
        return document;
    }

    private static void problem(int status, String title, String detail, HttpServletResponse response)
            throws IOException {
        response.setStatus(status);
        send("application/problem+json", PROBLEM.formatted(title, status, detail), true, response);
    }

    /** @param whole whether the body is sent, too */
    private static void send(String type, String body, boolean whole, HttpServletResponse response) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        if (whole) {
            response.getOutputStream().write(bytes);
        }
    }
}
