package io.capstan.wamp.auth;

import io.capstan.Wamp.Authorizer.Action;
import io.capstan.wamp.Grant;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;

/** Decides what members of a realm do. It may ask an application, and so may block; called without a lock. */
@FunctionalInterface
public interface Guard {
    /** One that lets everybody do everything. */
    Guard OPEN = (session, action, uri, match) -> Grant.PLAIN;

    /**
     * Whether somebody may do this.
     *
     * @param match which URIs are meant
     * @return what goes with the permission
     * @throws io.capstan.WampException the error that the client gets, if it may not
     */
    Grant check(Session session, Action action, String uri, MatchPolicy match);

    /** Whether the application may be asked what this session may do. */
    default boolean mayBlock(Session session) {
        return true;
    }

    /** The session is over. */
    default void forget(Session session) {}
}
