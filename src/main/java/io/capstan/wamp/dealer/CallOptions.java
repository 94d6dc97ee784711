package io.capstan.wamp.dealer;

import io.capstan.WampException;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Passthru;
import io.capstan.wamp.message.ProtocolViolation;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of a CALL.
 *
 * @param receivesProgress whether the caller takes results in parts
 * @param isPart whether more parts of the call follow
 * @param disclosesCaller whether the callee is to know who calls
 * @param timeout how long the callee has, for the result or between parts of it
 * @param passthru the members that say how a payload is encoded that nobody on the way understands
 */
record CallOptions(
        boolean receivesProgress, boolean isPart, boolean disclosesCaller, Optional<Duration> timeout, Dict passthru) {
    /** A time-out that is longer than this is none. */
    private static final long LONGEST = Duration.ofDays(1).toMillis();

    /**
     * Reads them.
     *
     * @throws WampException if one of them has a value that is not allowed
     */
    static CallOptions of(Dict options) throws ProtocolViolation {
        long timeout = options.integer("timeout").orElse(0);
        if (timeout < 0) {
            throw new WampException(
                    Errors.OPTION_NOT_ALLOWED,
                    "The option timeout is " + timeout + "; allowed are milliseconds, and 0 for none.");
        }
        return new CallOptions(
                options.flag("receive_progress"),
                options.flag("progress"),
                options.flag("disclose_me"),
                timeout == 0 || timeout > LONGEST ? Optional.empty() : Optional.of(Duration.ofMillis(timeout)),
                Passthru.of(options));
    }
}
