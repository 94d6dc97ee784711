package io.capstan;

/**
 * Decides by anything of a request whether a route is there for it: a bean that {@link Route#matcher()} names. What it says
 * no to goes on to the next best route that fits, and gets 404 if there is none.
 *
 * <p>It chooses between routes and keeps nobody out: the rules of whatever route is chosen hold, and a
 * {@link HandshakeInterceptor} is the place for one's own. Asked on the thread of the request, which may block, for each
 * request on the path of the route, also for those that ask for no WebSocket, and for one that wants a ticket for it. What it throws refuses the request with 500.
 */
@FunctionalInterface
public interface RequestMatcher {

    /**
     * Whether the route is there for this request. Who asks is not known yet.
     *
     * @param request what is asked for, with the variables of the route; nothing of it has been verified
     */
    boolean matches(Handshake request) throws Exception;
}
