package io.capstan;

import java.util.Optional;

/**
 * Asked before each message on routes with {@code capstan.token.recheck=true}: is this still who it was at the handshake?
 * All beans of this type are asked, in the order of their {@code @Priority}, smallest first, and each gets what the one
 * before it returned. At least one has to be there where a route asks for it.
 *
 * <p>Called on the thread of the message, with the request context active, for every message: an answer should come from
 * memory. Never asked about anonymous callers. Thread-safe. What it throws closes the connection with 1011.
 */
@FunctionalInterface
public interface CallerCheck {

    /**
     * The caller as it is now: the same object, or one with the same name and other roles, claims or expiry.
     *
     * @return empty if it is not authenticated any more: the message is not handled, and the connection closes with 4401
     */
    Optional<Caller> check(Caller caller);
}
