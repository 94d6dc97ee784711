package io.capstan.wamp.dealer;

import io.capstan.WampException;
import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;

/**
 * The options of a REGISTER.
 *
 * @param match for which procedures
 * @param invoke who gets a call if there are several
 * @param concurrency how many calls the callee takes at the same time; 0: any number
 * @param disclosesCaller whether the callee wants to know who calls
 * @param forwardsTimeout whether the callee looks after the time itself
 * @param force whether those who have registered the procedure before lose it
 */
record RegisterOptions(
        MatchPolicy match,
        InvokePolicy invoke,
        int concurrency,
        boolean disclosesCaller,
        boolean forwardsTimeout,
        boolean force) {

    /**
     * Reads them.
     *
     * @throws WampException if one of them has a value that is not known
     */
    static RegisterOptions of(Dict options) throws ProtocolViolation {
        String match = options.string("match").orElse("exact");
        String invoke = options.string("invoke").orElse("single");
        long concurrency = options.integer("concurrency").orElse(0);
        if (concurrency < 0) {
            throw notAllowed("The option concurrency is " + concurrency + "; allowed is 0 (any number) or more.");
        }
        return new RegisterOptions(
                MatchPolicy.named(match)
                        .orElseThrow(() -> notAllowed(
                                "The option match is '" + match + "'; allowed are exact, prefix and wildcard.")),
                InvokePolicy.named(invoke)
                        .orElseThrow(() -> notAllowed("The option invoke is '" + invoke
                                + "'; allowed are single, roundrobin, random, first, last and leastbusy.")),
                (int) Math.min(concurrency, Integer.MAX_VALUE),
                options.flag("disclose_caller"),
                options.flag("forward_timeout"),
                options.flag("force_reregister"));
    }

    private static WampException notAllowed(String text) {
        return new WampException(Errors.OPTION_NOT_ALLOWED, text);
    }
}
