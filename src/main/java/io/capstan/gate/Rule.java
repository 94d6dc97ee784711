package io.capstan.gate;

import java.util.Locale;
import java.util.Optional;

/** One question about a handshake. The rules of a gate are asked in order, and the first refusal counts. Thread-safe. */
@FunctionalInterface
interface Rule {
    /** The refusal, or empty if this rule has nothing against the handshake. */
    Optional<Refusal> check(Candidate candidate);

    /** What it is called in the log: {@code token} for a {@code TokenRule}. */
    default String name() {
        return getClass().getSimpleName().replaceFirst("Rule$", "").toLowerCase(Locale.ROOT);
    }

    /** A refusal. */
    static Optional<Refusal> refuse(int status, String detail) {
        return Optional.of(Refusal.of(status, detail));
    }

    /** A refusal with a header. */
    static Optional<Refusal> refuse(int status, String detail, String header, String value) {
        return Optional.of(Refusal.of(status, detail, header, value));
    }
}
