package io.capstan.wamp.dealer;

/** The errors that callers and callees get from a dealer. */
final class Errors {
    static final String CANCELED = "wamp.error.canceled";
    static final String TIMEOUT = "wamp.error.timeout";
    static final String INVALID_URI = "wamp.error.invalid_uri";
    static final String INVALID_ARGUMENT = "wamp.error.invalid_argument";
    static final String NO_SUCH_PROCEDURE = "wamp.error.no_such_procedure";
    static final String NO_SUCH_REGISTRATION = "wamp.error.no_such_registration";
    static final String NO_SUCH_SESSION = "wamp.error.no_such_session";
    static final String ALREADY_EXISTS = "wamp.error.procedure_already_exists";
    static final String OPTION_NOT_ALLOWED = "wamp.error.option_not_allowed";
    static final String DISCLOSURE_NOT_ALLOWED = "wamp.error.option_disallowed.disclose_me";
    static final String NOT_SUPPORTED = "wamp.error.feature_not_supported";
    static final String UNAVAILABLE = "wamp.error.unavailable";
    static final String NO_AVAILABLE_CALLEE = "wamp.error.no_available_callee";
    static final String TOO_LARGE = "wamp.error.payload_size_exceeded";
    static final String BUSY = "capstan.error.max_concurrency_reached";
    static final String TOO_MANY = "capstan.error.too_many";
    static final String INTERNAL = "wamp.error.runtime_error";

    private Errors() {}
}
