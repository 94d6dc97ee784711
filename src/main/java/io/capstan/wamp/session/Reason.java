package io.capstan.wamp.session;

/** The URIs that say why a session ends or a request fails. */
public final class Reason {
    /** The answer to GOODBYE. */
    public static final String GOODBYE_AND_OUT = "wamp.close.goodbye_and_out";
    /** The router stops. */
    public static final String SYSTEM_SHUTDOWN = "wamp.close.system_shutdown";
    /** Somebody has ended the session who may. */
    public static final String KILLED = "wamp.close.killed";
    /** What the client was let in by does not hold any more. */
    public static final String EXPIRED = "capstan.close.expired";
    /** What was sent is against the protocol. */
    public static final String PROTOCOL_VIOLATION = "wamp.error.protocol_violation";

    /** A fault of the router's. */
    public static final String INTERNAL = "capstan.error.internal";

    public static final String AUTHENTICATION_FAILED = "wamp.error.authentication_failed";
    public static final String INVALID_URI = "wamp.error.invalid_uri";
    public static final String INVALID_ARGUMENT = "wamp.error.invalid_argument";
    public static final String OPTION_NOT_ALLOWED = "wamp.error.option_not_allowed";
    public static final String NO_SUCH_REALM = "wamp.error.no_such_realm";
    public static final String NO_SUCH_SESSION = "wamp.error.no_such_session";
    /** Of the limits of a session. */
    public static final String LIMIT_EXCEEDED = "capstan.error.limit_exceeded";

    private Reason() {}
}
