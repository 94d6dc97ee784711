package io.capstan.wamp.auth;

import io.capstan.Wamp.Authorizer.Action;
import io.capstan.Wamp.Authorizer.Disclose;
import io.capstan.wamp.Grant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What members with some roles may do with some URIs.
 *
 * @param realms where it holds; empty: everywhere
 * @param roles for whom it holds; empty: for all
 * @param pattern the URIs
 * @param allowed what they may; all else they may not
 * @param disclose who learns who it was
 * @param trustLevel how far others may trust it
 */
record Rule(
        Set<String> realms,
        Set<String> roles,
        UriPattern pattern,
        Set<Action> allowed,
        Disclose disclose,
        OptionalLong trustLevel) {

    boolean isIn(String realm) {
        return realms.isEmpty() || realms.contains(realm);
    }

    /** Whether it is about somebody. */
    boolean isFor(Predicate<String> role) {
        return roles.isEmpty() || roles.stream().anyMatch(role);
    }

    Grant grant() {
        return grant(disclose, trustLevel);
    }

    static Grant grant(Disclose disclose, OptionalLong trustLevel) {
        return new Grant(disclose == Disclose.ALWAYS, disclose != Disclose.NEVER, trustLevel);
    }
}
