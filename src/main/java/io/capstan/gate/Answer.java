package io.capstan.gate;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers that the gate gives itself, the same bytes on every server. */
final class Answer {
    private Answer() {}

    /** A refusal, by RFC 9457. */
    static void refuse(Refusal refusal, HttpServletResponse response) throws IOException {
        response.setStatus(refusal.status());
        if (refusal.body().isEmpty()) {
            response.setContentType("application/problem+json");
        }
        refusal.headers().forEach(response::setHeader);
        response.setHeader("Connection", "close");
        write(refusal.body().orElseGet(() -> problem(refusal)), response);
    }

    /** A JSON document that nobody keeps. */
    static void json(String body, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        write(body, response);
    }

    private static void write(String text, HttpServletResponse response) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
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
