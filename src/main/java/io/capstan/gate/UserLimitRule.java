package io.capstan.gate;

import java.util.Optional;

/** No caller with a name has too many connections. To be asked last, when the caller is known. */
final class UserLimitRule implements Rule {
    private final LimitOptions options;
    private final Limits limits;

    UserLimitRule(LimitOptions options, Limits limits) {
        this.options = options;
        this.limits = limits;
    }

    @Override
    public Optional<Refusal> check(Candidate candidate) {
        if (options.perUser() == 0 || candidate.caller().isAnonymous()) {
            return Optional.empty();
        }
        Limits.Lease lease = limits.user(candidate.caller().name());
        if (lease.verdict() != Limits.Verdict.TAKEN) {
            return Rule.refuse(429, "This user has too many connections.", "Retry-After", "10")
                    .map(refusal -> refusal.because("capstan.limits.per-user"));
        }
        candidate.taken(lease.release());
        return Optional.empty();
    }
}
