package io.capstan.http;

import io.capstan.channel.JsonStrings;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer by HTTP, the same bytes on every server.
 *
 * @param status the HTTP status
 * @param headers its own headers
 * @param body what is sent; empty: nothing
 */
record Reply(int status, Map<String, String> headers, byte[] body) {
    static final String JSON = "application/json";

    private static final String TYPE = "Content-Type";

    /** Nothing but a status. */
    static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    /** What was asked for. */
    static Reply of(String type, byte[] body) {
        return new Reply(HttpServletResponse.SC_OK, Map.of(TYPE, type), body);
    }

    /** A JSON document. */
    static Reply json(String document) {
        return of(JSON, document.getBytes(StandardCharsets.UTF_8));
    }

    /** A problem, by RFC 9457. */
    static Reply problem(int status, String detail) {
        return problem(status, detail, "");
    }

    /**
     * A problem with more members.
     *
     * @param more each of them with a comma before it
     */
    static Reply problem(int status, String detail, String more) {
        String body = "{\"type\":\"about:blank\",\"title\":\"" + title(status) + "\",\"status\":" + status
                + ",\"detail\":" + JsonStrings.quote(detail) + more + "}";
        return new Reply(status, Map.of(TYPE, "application/problem+json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The standard phrases (RFC 9110 §15, RFC 6585). */
    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 410 -> "Gone";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Internal Server Error";
        };
    }

    /** The same with a header. */
    Reply with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, Map.copyOf(more), body);
    }

    /** The same where of the body of the request perhaps not all was read, so that no other request can follow. */
    Reply closing() {
        return with("Connection", "close");
    }

    /** Sends it at once: a short one, on the thread that has the request. */
    void send(HttpServletResponse response) throws IOException {
        begin(response);
        response.getOutputStream().write(body);
    }

    /** Sets all but the body. */
    void begin(HttpServletResponse response) {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        headers.forEach((name, value) -> {
            if (name.equals(TYPE)) {
                response.setContentType(value);
            } else {
                response.setHeader(name, value);
            }
        });
        if (status != HttpServletResponse.SC_NO_CONTENT) {
            response.setContentLength(body.length);
        }
    }
}
