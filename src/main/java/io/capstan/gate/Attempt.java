package io.capstan.gate;

import io.capstan.Caller;
import io.capstan.Handshake;
import io.capstan.HandshakeInterceptor.HandshakeAttempt;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an interceptor sees of a candidate. */
final class Attempt implements HandshakeAttempt {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+"); // RFC 9110 §5.6.2
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7E\\x80-\\xFF\\t]*"); // RFC 9110 §5.5
    private static final Pattern COOKIE_VALUE = Pattern.compile("[\\x21\\x23-\\x2B\\x2D-\\x3A\\x3C-\\x5B\\x5D-\\x7E]*");

    private final Candidate candidate;
    private @Nullable Refusal refusal;

    Attempt(Candidate candidate) {
        this.candidate = candidate;
    }

    /** What the interceptor has decided, empty if it lets pass. */
    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public Handshake handshake() {
        return candidate.handshake();
    }

    @Override
    public Caller caller() {
        return candidate.caller();
    }

    @Override
    public void attribute(String name, Object value) {
        candidate.attributes().put(name, value);
    }

    @Override
    public void header(String name, String value) {
        candidate.header(check(TOKEN, name, "name of a header"), check(VALUE, value, "value of a header"));
    }

    @Override
    public void cookie(String name, String value, String attributes) {
        String pair = check(TOKEN, name, "name of a cookie") + "=" + check(COOKIE_VALUE, value, "value of a cookie");
        header("Set-Cookie", attributes.isBlank() ? pair : pair + "; " + attributes);
    }

    @Override
    public void refuse(int status, String detail) {
        refusal = Refusal.of(checkStatus(status), detail);
    }

    @Override
    public void refuse(int status, Map<String, String> headers, String body) {
        headers.forEach((name, value) -> {
            check(TOKEN, name, "name of a header");
            check(VALUE, value, "value of a header");
        });
        refusal = new Refusal(
                checkStatus(status), "Refused by the application.", Map.copyOf(headers), "", Optional.of(body));
    }

    private static int checkStatus(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException(status + " is no status for a refusal; allowed is 200 to 599.");
        }
        return status;
    }

    private static String check(Pattern allowed, String text, String what) {
        if (!allowed.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text.replaceAll("\\p{Cntrl}", "?") + "' cannot be the " + what + ".");
        }
        return text;
    }
}
