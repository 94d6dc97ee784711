package io.capstan.wamp.broker;

import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.Passthru;
import io.capstan.wamp.message.ProtocolViolation;

/**
 * What the options of a PUBLISH say.
 *
 * @param acknowledge whether it is answered
 * @param excludeMe whether the publisher gets nothing of it
 * @param discloseMe whether subscribers are to learn who the publisher is
 * @param retain whether it is kept for those who subscribe later
 * @param filter whom it is for
 * @param passthru how its payload is encoded, for those who can decode it
 */
record PublishOptions(
        boolean acknowledge, boolean excludeMe, boolean discloseMe, boolean retain, Filter filter, Dict passthru) {
    private static final PublishOptions NONE = new PublishOptions(false, true, false, false, Filter.NONE, Dict.EMPTY);

    /** @throws ProtocolViolation if one of them has the wrong type */
    static PublishOptions of(Dict options) throws ProtocolViolation {
        return options.isEmpty()
                ? NONE
                : new PublishOptions(
                        options.flag("acknowledge"),
                        options.flag("exclude_me", true),
                        options.flag("disclose_me"),
                        options.flag("retain"),
                        Filter.of(options),
                        Passthru.of(options));
    }
}
