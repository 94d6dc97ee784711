package io.capstan;

/**
 * A bean that has a say in what clients may do with channels. All such beans are asked, in the order of their
 * {@link jakarta.annotation.Priority}, before the configured rules, and the first that does not ignore a request decides.
 * They are asked once for each request, on a thread that may block; what one of them throws denies it and is logged.
 */
@FunctionalInterface
public interface ChannelAuthorizer {

    /** Decides about a request, or leaves it to others. */
    Decision decide(Request request);

    /** What an authorizer says. */
    enum Decision {
        /** It may. */
        GRANT,
        /** Others decide. */
        IGNORE,
        /** It may not. */
        DENY
    }

    /** What a client wants to do with a channel. */
    enum Act {
        /** Get what is published. */
        SUBSCRIBE,
        /** Publish. */
        PUBLISH,
        /** See who has joined. */
        PRESENCE,
        /** See what was published before. */
        HISTORY
    }

    /**
     * A client's request.
     *
     * @param act what it wants
     * @param channel the name of the channel
     * @param connection the client's
     */
    record Request(Act act, String channel, Connection connection) {
        /** Who asks. */
        public Caller caller() {
            return connection.caller();
        }
    }
}
