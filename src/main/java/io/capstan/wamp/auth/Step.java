package io.capstan.wamp.auth;

import io.capstan.wamp.Identity;
import io.capstan.wamp.message.Dict;
import io.capstan.wamp.message.ProtocolViolation;

/** What comes next for somebody who wants to join a realm. */
public sealed interface Step {

    /**
     * It has to prove something.
     *
     * @param method the name of the method, as the client calls it
     * @param extra what the proof is about
     * @param then takes the proof
     */
    record Challenge(String method, Dict extra, Exchange then) implements Step {}

    /** It is in. */
    record Admitted(Identity identity) implements Step {}

    /**
     * It stays outside.
     *
     * @param reason the URI of the error
     * @param text for people
     */
    record Denied(String reason, String text) implements Step {}

    /** Takes the proof that a challenge wants. It may ask an application, and so may block. */
    @FunctionalInterface
    interface Exchange {
        /** Looks at the proof; there may be another challenge. */
        Step answer(String signature, Dict extra) throws ProtocolViolation;
    }
}
