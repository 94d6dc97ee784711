package io.capstan.http;

import java.util.Map;

/** Which HTTP status the errors of WAMP have. */
final class ErrorStatus {
    /** The request came through, and whoever answered it said no in words of its own. */
    static final int OF_APPLICATIONS = 422;

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int TOO_LARGE = 413;
    static final int TOO_MANY = 429;
    static final int FAILED = 500;
    static final int UNAVAILABLE = 503;
    static final int TIMEOUT = 504;

    private static final Map<String, Integer> KNOWN = Map.ofEntries(
            Map.entry("wamp.error.invalid_argument", BAD_REQUEST),
            Map.entry("wamp.error.invalid_uri", BAD_REQUEST),
            Map.entry("wamp.error.option_not_allowed", BAD_REQUEST),
            Map.entry("wamp.error.option_disallowed.disclose_me", FORBIDDEN),
            Map.entry("wamp.error.protocol_violation", BAD_REQUEST),
            Map.entry("wamp.error.authentication_required", UNAUTHORIZED),
            Map.entry("wamp.error.no_matching_auth_method", UNAUTHORIZED),
            Map.entry("wamp.error.authentication_denied", FORBIDDEN),
            Map.entry("wamp.error.not_authorized", FORBIDDEN),
            Map.entry("wamp.error.no_such_realm", NOT_FOUND),
            Map.entry("wamp.error.no_such_procedure", NOT_FOUND),
            Map.entry("wamp.error.no_such_session", NOT_FOUND),
            Map.entry("wamp.error.no_such_registration", NOT_FOUND),
            Map.entry("wamp.error.no_such_subscription", NOT_FOUND),
            Map.entry("wamp.error.payload_size_exceeded", TOO_LARGE),
            Map.entry("capstan.error.too_many", TOO_MANY),
            Map.entry("capstan.error.limit_exceeded", TOO_MANY),
            Map.entry("wamp.error.authentication_failed", FAILED),
            Map.entry("wamp.error.authorization_failed", FAILED),
            Map.entry("wamp.error.runtime_error", FAILED),
            Map.entry("capstan.error.internal", FAILED),
            Map.entry("wamp.error.feature_not_supported", 501),
            Map.entry("wamp.error.unavailable", UNAVAILABLE),
            Map.entry("wamp.error.no_available_callee", UNAVAILABLE),
            Map.entry("capstan.error.max_concurrency_reached", UNAVAILABLE),
            Map.entry("wamp.close.system_shutdown", UNAVAILABLE),
            Map.entry("wamp.error.canceled", TIMEOUT),
            Map.entry("wamp.error.timeout", TIMEOUT));

    private ErrorStatus() {}

    /** The status of an error. */
    static int of(String uri) {
        return KNOWN.getOrDefault(uri, OF_APPLICATIONS);
    }
}
