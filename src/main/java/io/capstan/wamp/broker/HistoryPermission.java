package io.capstan.wamp.broker;

import io.capstan.WampException;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.Session;

/** Decides who may read past events: those who could subscribe to them. */
@FunctionalInterface
public interface HistoryPermission {
    /**
     * Returns if a session may subscribe to this.
     *
     * @throws WampException if it may not
     */
    void check(Session session, String uri, MatchPolicy match);
}
