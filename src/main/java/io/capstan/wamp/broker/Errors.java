package io.capstan.wamp.broker;

/** The errors that subscribers and publishers get from a broker. */
final class Errors {
    static final String INVALID_URI = "wamp.error.invalid_uri";
    static final String INVALID_ARGUMENT = "wamp.error.invalid_argument";
    static final String NO_SUCH_SESSION = "wamp.error.no_such_session";
    static final String NO_SUCH_SUBSCRIPTION = "wamp.error.no_such_subscription";
    static final String OPTION_NOT_ALLOWED = "wamp.error.option_not_allowed";
    static final String DISCLOSURE_NOT_ALLOWED = "wamp.error.option_disallowed.disclose_me";
    static final String TOO_LARGE = "wamp.error.payload_size_exceeded";
    static final String TOO_MANY = "capstan.error.too_many";

    private Errors() {}
}
