package io.capstan.wamp.broker;

import io.capstan.wamp.MatchPolicy;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;
import java.util.Optional;

/**
 * What the options of a SUBSCRIBE say.
 *
 * @param match empty if there is no such policy
 * @param getRetained whether the last retained event is wanted
 */
record SubscribeOptions(Optional<MatchPolicy> match, boolean getRetained) {

    /** @throws ProtocolViolation if one of them has the wrong type */
    static SubscribeOptions of(Dict options) throws ProtocolViolation {
        return new SubscribeOptions(
                MatchPolicy.named(options.string("match").orElse(MatchPolicy.EXACT.text())),
                options.flag("get_retained"));
    }
}
