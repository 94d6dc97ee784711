package io.capstan.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;

/** Answers 400 to requests that Undertow's servlets would answer with 500 and a stack trace in the log. */
final class RequestCheck implements HttpHandler {
    private final HttpHandler next;

    /** @param next who gets all other requests */
    RequestCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (exchange.getRequestPath().startsWith("/") && hasReadableCookies(exchange)) { // it may be "*"
            next.handleRequest(exchange);
        } else {
            exchange.setStatusCode(StatusCodes.BAD_REQUEST).endExchange();
        }
    }

    /** Reads them, as is done anyway before any filter runs. */
    private static boolean hasReadableCookies(HttpServerExchange exchange) {
        try {
            exchange.requestCookies();
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
