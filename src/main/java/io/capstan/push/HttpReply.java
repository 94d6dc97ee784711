package io.capstan.push;

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
 * @param type the type of the body
 * @param headers more headers
 * @param body the body
 */
record HttpReply(int status, String type, Map<String, String> headers, String body) {

    /** What was done. */
    static HttpReply done(String type, String body) {
        return new HttpReply(HttpServletResponse.SC_OK, type, Map.of(), body);
    }

    /** A problem, by RFC 9457. */
    static HttpReply problem(int status, String detail) {
        return problem(status, detail, "");
    }

    /** The problem that a fault is, where it is the only thing to be told. */
    static HttpReply of(Fault fault) {
        String more = ",\"code\":\"" + fault.code().text() + "\",\"field\":" + JsonStrings.quote(fault.field())
                + Outcome.member("id", fault.id());
        return problem(fault.code().status(), fault.reason(), more);
    }

    private static HttpReply problem(int status, String detail, String more) {
        String body = "{\"type\":\"about:blank\",\"title\":\"" + title(status) + "\",\"status\":" + status
                + ",\"detail\":" + JsonStrings.quote(detail) + more + "}";
        return new HttpReply(status, "application/problem+json", Map.of(), body);
    }

    /** The standard phrases (RFC 9110 §15). */
    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            default -> "Internal Server Error";
        };
    }

    /** The same with a header. */
    HttpReply with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new HttpReply(status, type, Map.copyOf(more), body);
    }

    void send(HttpServletResponse response) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        headers.forEach(response::setHeader);
        if (status >= HttpServletResponse.SC_BAD_REQUEST) {
            response.setHeader("Connection", "close"); // of the body perhaps not all has been read
        }
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
