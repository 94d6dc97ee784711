package io.capstan.wamp.auth;

import io.capstan.wamp.message.ProtocolViolation;

/** Decides who joins a realm. It may ask an application, and so may block; called without a lock, by many threads. */
@FunctionalInterface
public interface Door {
    /** Somebody wants to join. */
    Step open(Applicant applicant) throws ProtocolViolation;
}
