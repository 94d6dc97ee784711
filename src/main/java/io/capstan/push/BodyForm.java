package io.capstan.push;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How messages stand in the body of a request. */
enum BodyForm {
    /** One message, or a list of messages. */
    JSON,
    /** A message in each line. */
    LINES;

    static final String NDJSON = "application/x-ndjson";

    private static final Pattern TYPE = Pattern.compile(
            "application/(json|x-ndjson|ndjson|jsonl|x-jsonlines)\\s*(?:;\\s*charset=\"?utf-8\"?\\s*)?");

    /** The form of a request; empty if it is none of these. */
    static Optional<BodyForm> of(HttpServletRequest request) {
        String coding = request.getHeader("Content-Encoding");
        String type = request.getContentType();
        if (type == null || coding != null && !coding.equals("identity")) {
            return Optional.empty();
        }
        Matcher known = TYPE.matcher(type.strip().toLowerCase(Locale.ROOT));
        return known.matches() ? Optional.of(known.group(1).equals("json") ? JSON : LINES) : Optional.empty();
    }
}
