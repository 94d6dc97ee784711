package io.capstan.wamp;

import io.capstan.WampException;
import io.capstan.wamp.message.Arguments;

/**
 * A procedure of the realm itself, called on the thread of the caller's session and without a lock. Most answer from memory; what
 * has to be authorised may block.
 */
@FunctionalInterface
public interface RealmProcedure {
    /**
     * Answers.
     *
     * @throws WampException the error that the caller gets
     */
    Arguments call(Session caller, Arguments arguments);
}
