package io.capstan.gate;

import java.util.Map;
import java.util.Optional;

/**
 * A request that is not let through.
 *
 * @param status the HTTP status
 * @param detail one sentence for whoever reads the answer
 * @param headers what the status asks for
 * @param value what the rule did not like, for the log only; empty if there is nothing to show, never a secret
 * @param body what is sent instead of the usual body
 */
record Refusal(int status, String detail, Map<String, String> headers, String value, Optional<String> body) {

    static Refusal of(int status, String detail) {
        return new Refusal(status, detail, Map.of(), "", Optional.empty());
    }

    static Refusal of(int status, String detail, String header, String value) {
        return new Refusal(status, detail, Map.of(header, value), "", Optional.empty());
    }

    /** The same, with what the rule did not like. */
    Refusal because(String evidence) {
        return new Refusal(status, detail, headers, evidence, body);
    }

    /** The standard phrase for the status (RFC 9110 §15, RFC 6585). */
    String title() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            case 426 -> "Upgrade Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            default -> "Refused";
        };
    }
}
