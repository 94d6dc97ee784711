package io.capstan.gate;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Nobody comes in while the server is being stopped. */
final class AdmissionRule implements Rule {
    private final BooleanSupplier open;

    AdmissionRule(BooleanSupplier open) {
        this.open = open;
    }

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        return open.getAsBoolean()
                ? Optional.empty()
                : Rule.refuse(503, "No new connections now: the server is being stopped.", "Retry-After", "5");
    }
}
