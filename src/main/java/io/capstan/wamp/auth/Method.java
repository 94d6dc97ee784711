package io.capstan.wamp.auth;

import io.capstan.wamp.message.ProtocolViolation;
import java.util.Optional;

/** A way to prove who one is. */
interface Method {
    /**
     * Somebody wants to prove it in this way.
     *
     * @param name the name by which the client calls the method
     * @return empty if it cannot be done in this way, so that the next one may be tried
     */
    Optional<Step> begin(Applicant applicant, String name) throws ProtocolViolation;
}
